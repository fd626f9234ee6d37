extension String {
    /// A bar of so many eighths of a column.
    init(barOf eighths: Int) {
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        self = String(repeating: "█", count: eighths / 8) + rest
    }
}
