/// The text of a manual page in the macros of man(7).
struct ManualText {
    private(set) var text = ""

    /// The page's head; manual pages of programs are of section 1.
    init(of program: String, version: String) {
        text = ".TH \(program.uppercased()) 1 \"\" \"\(Self.escaped(version))\" \"User Commands\"\n"
    }

    mutating func section(_ title: String) { text += ".SH \(title.uppercased())\n" }
    mutating func subsection(_ title: String) { text += ".SS \(title)\n" }
    mutating func paragraph(_ words: String) { text += ".PP\n" + Self.marked(words) + "\n" }
    /// Words right below a title.
    mutating func line(_ words: String) { text += Self.marked(words) + "\n" }

    /// A thing and what it is; `tag` has its marks already, and `typed` stands on a line of its own.
    mutating func item(_ tag: String, _ words: String, typed: String? = nil) {
        text += ".TP\n" + tag + "\n" + Self.marked(words) + "\n"
        if let typed { text += ".br\n" + Self.guarded(Self.bold(typed)) + "\n" }
    }

    /// Lines as they are typed.
    mutating func example(_ lines: [String]) {
        text += ".PP\n.RS 4\n.EX\n" + lines.map { Self.guarded(Self.escaped($0)) + "\n" }.joined() + ".EE\n.RE\n"
    }

    static func bold(_ words: String) -> String { "\\fB" + escaped(words) + "\\fR" }
    static func italic(_ words: String) -> String { "\\fI" + escaped(words) + "\\fR" }

    /// Words in which what stands in back-ticks is bold.
    static func marked(_ words: String) -> String {
        let parts = words.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        return guarded(parts.enumerated().map { $0 % 2 == 0 ? escaped($1) : bold($1) }.joined())
    }

    /// A line that starts with a dot or a quote would be taken for a macro.
    private static func guarded(_ line: String) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }

    /// Characters that the formatter would change, by their names.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\(rs"
            case "-": "\\-"
            case "'": "\\(aq"
            case "`": "\\(ga"
            case "^": "\\(ha"
            case "~": "\\(ti"
            case _ where !scalar.isASCII: "\\[u\(hexadecimal(scalar))]"
            default: String(Character(scalar))
            }
        }.joined()
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
