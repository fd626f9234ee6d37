/// Writes trees as the language has them: what is printed parses to an equal tree.
public enum Printer {
    /// The canonical text of a statement, on one line save for newlines in back-ticks.
    public static func text(of statement: Statement) -> String {
        switch statement {
        case .read(let read, let destination): text(of: read) + text(of: destination)
        case .model(let model, let destination): text(of: model) + text(of: destination)
        case .write(let write): text(of: write)
        case .session(let session): text(of: session)
        case .meta(let meta): text(of: meta)
        }
    }

    /// A string in double quotes, with what needs it escaped.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars { quoted += escaped(scalar) }
        return quoted + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        default:
            scalar.value < 0x20 || scalar.value == 0x7F
                ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
        }
    }

    /// A text in back-ticks.
    public static func inBackTicks(_ text: String) -> String {
        var ticked = "`"
        for scalar in text.unicodeScalars {
            if scalar == "`" { ticked += "`" }
            ticked.unicodeScalars.append(scalar)
        }
        return ticked + "`"
    }

    /// A name where only a name can stand.
    public static func name(_ text: String) -> String { Bare.isName(text) ? text : inBackTicks(text) }

    /// A key, bare where it reads as one.
    public static func key(_ text: String) -> String {
        Bare.isKey(text) && text.first != "-" ? text : inBackTicks(text)
    }

    /// A name where a word of the language would be taken for itself.
    static func guardedName(_ text: String) -> String {
        GrammarText.isWord(text) ? inBackTicks(text) : name(text)
    }

    static func name(_ word: Word) -> String { name(word.text) }

    static func names(_ words: [Word]) -> String { words.map(name).joined(separator: ", ") }

    /// ` WORD TEXT` where there is a text, nothing otherwise.
    static func clause(_ word: String, _ text: String?) -> String { text.map { " \(word) \($0)" } ?? "" }

    /// ` WORD` where it holds.
    static func flag(_ word: String, _ isSet: Bool) -> String { isSet ? " \(word)" : "" }

    private static func text(of destination: Destination) -> String {
        clause("format", destination.format?.text)
            + clause("into", destination.file.map { quoted($0.text) })
            + flag("append", destination.appends)
    }
}

extension Statement: CustomStringConvertible {
    /// The statement's canonical text.
    public var description: String { Printer.text(of: self) }
}
