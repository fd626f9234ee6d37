/// A line that tells how far work is.
struct ProgressLine {
    /// What is done, and the same in as few words as will do.
    let name: (long: String, short: String)
    /// How much of it is done, from 0 to 1; nil where nobody knows.
    let share: Double?
    /// How long it will still take; nil where nobody knows.
    let left: (long: String, short: String)?
    /// What else there is to say, what matters most first.
    let facts: [String]

    /// The line as text, whole.
    var text: String {
        let details = ([percent, left?.long].compactMap(\.self) + facts).joined(separator: ", ")
        return name.long + ": " + details
    }

    /// The line with a bar, in `width` columns at most: what matters least is left out where they are few.
    func drawn(width: Int) -> String {
        guard width > 0 else { return "" }
        return forms(width: width).first { $0.displayWidth <= width } ?? name.short.fitted(to: width)
    }

    /// The forms that the line can take, the one that says most first.
    private func forms(width: Int) -> [String] {
        let details = [left?.long].compactMap(\.self) + facts
        let bar = share.map { Self.bar($0, width: min(max(width / 6, 6), 24)) }
        let least = details.isEmpty || left == nil ? 0 : 1
        let long: [[String?]] = stride(from: details.count, through: least, by: -1).map { count in
            [name.long, joined(bar, percent), details.prefix(count).joined(separator: ", ")]
        }
        let short: [[String?]] = [
            [name.short, joined(share.map { Self.bar($0, width: 6) }, percent), left?.short],
            [name.short, percent, left?.short], [name.short, left?.short ?? percent], [name.short, percent],
        ]
        return (long + short).map { parts in
            parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "  ")
        }
    }

    private func joined(_ bar: String?, _ percent: String?) -> String? {
        bar.flatMap { bar in percent.map { bar + " " + $0.filled(to: 5, atEnd: false) } }
    }

    private var percent: String? { share.map { "\(Int(max(0, min($0, 1)) * 100)) %" } }

    /// A bar of eighths of a column.
    private static func bar(_ share: Double, width: Int) -> String {
        String(barOf: Int(max(0, min(share, 1)) * Double(width * 8))).filled(to: width)
    }
}
