/// Writes trees as nested lists: `(neighbours (label "One More Night") (hops 1 2))`, as the corpus has them.
public enum TreeDump {
    /// The tree of a statement.
    public static func text(of statement: Statement) -> String {
        switch statement {
        case .read(let read, let destination): text(of: read, to: text(of: destination))
        case .model(let model, let destination): text(of: model, to: text(of: destination))
        case .write(let write): text(of: write)
        case .session(let session): text(of: session)
        case .meta(let meta): text(of: meta)
        }
    }

    /// `(head part part)`, without the parts that are nil.
    static func list(_ head: String, _ parts: [String?]) -> String {
        "(\(([head] + parts.compactMap { $0 }).joined(separator: " ")))"
    }

    /// `(head part part)`; nil where there are no parts at all.
    static func listIfAny(_ head: String, _ parts: [String]) -> String? { parts.isEmpty ? nil : list(head, parts) }

    /// `(head part)`; nil where there is no part.
    static func listIfAny(_ head: String, _ part: String?) -> String? { part.map { list(head, [$0]) } }

    /// `(head)`; nil where it does not hold.
    static func flag(_ head: String, _ isSet: Bool) -> String? { isSet ? "(\(head))" : nil }

    /// A name as it is, or in quotes where it would not read as one.
    static func atom(_ text: String) -> String { Bare.isName(text) ? text : Printer.quoted(text) }

    static func atom(_ word: Word) -> String { atom(word.text) }

    static func string(_ word: Word) -> String { Printer.quoted(word.text) }

    static func number(_ number: Int) -> String { String(number) }

    private static func text(of destination: Destination) -> [String] {
        [
            listIfAny("format", destination.format?.text), listIfAny("into", destination.file.map(string)),
            flag("append", destination.appends),
        ].compactMap { $0 }
    }
}
