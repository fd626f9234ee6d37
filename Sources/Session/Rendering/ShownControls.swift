// What a terminal would obey, shown instead
extension String {
    /// The text with its control characters shown rather than obeyed, and without heaps of marks on one letter.
    var showingControls: String { showingControls { _, _ in false } }

    /// The same of a text of several lines: line ends and tabs stay, and a carriage return only at a line's end.
    var showingControlsInLines: String {
        showingControls { scalar, next in scalar == "\n" || scalar == "\t" || (scalar == "\r" && next == "\n") }
    }

    private func showingControls(but stays: (Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool) -> String {
        guard mayChange else { return self }
        let scalars = Array(unicodeScalars)
        var (shown, marks) = (String.UnicodeScalarView(), 0)
        for (place, scalar) in scalars.enumerated() {
            marks = scalar.isMark ? marks + 1 : 0
            guard marks <= Unicode.Scalar.mostMarks else { continue }
            let next = place + 1 < scalars.count ? scalars[place + 1] : nil
            shown.append(stays(scalar, next) ? scalar : scalar.shown)
        }
        return String(shown)
    }

    /// Whether there is anything to be shown otherwise.
    private var mayChange: Bool {
        var marks = 0
        return unicodeScalars.contains { scalar in
            marks = scalar.isMark ? marks + 1 : 0
            return scalar.isControl || marks > Unicode.Scalar.mostMarks
        }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would obey it: a control character, a separator of lines, a mark of annotation, or one that
    /// turns the direction of writing.
    var isControl: Bool {
        switch value {
        case 0x20..<0x7F: false
        case 0..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB: true
        default: false
        }
    }

    /// The scalar, or what is shown in the place of one that would be obeyed.
    fileprivate var shown: Unicode.Scalar {
        switch value {
        case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: isControl ? "\u{FFFD}" : self
        }
    }

    /// Whether it stands on the letter before it.
    fileprivate var isMark: Bool {
        guard value >= 0x300 else { return false }
        return [.nonspacingMark, .enclosingMark].contains(properties.generalCategory)
    }

    /// How many marks one letter keeps: as many as Unicode's stream-safe texts have (UAX 15, section 13).
    fileprivate static let mostMarks = 30
}
