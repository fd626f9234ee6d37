import Graph

/// What a statement answers: rows under columns, ready for any format.
struct Answer {
    /// A column and who sees it.
    struct Column {
        /// Which formats show a column: `table` stands for all that people read, `wide` for those of them that have more
        /// room, `csv` for `tsv` too, and `json` for `jsonl`.
        struct Audience: OptionSet {
            let rawValue: Int
            static let table = Audience(rawValue: 1)
            static let csv = Audience(rawValue: 2)
            static let json = Audience(rawValue: 4)
            static let wide = Audience(rawValue: 8)
            static let everyone: Audience = [.table, .csv, .json]
        }

        let name: String
        let audience: Audience
        /// Whether it holds nodes: in CSV those are two fields.
        let holdsNodes: Bool

        init(_ name: String, for audience: Audience = .everyone, holdsNodes: Bool? = nil) {
            self.name = name
            self.audience = audience
            self.holdsNodes = holdsNodes ?? (name == "node" || name == "of" && audience.contains(.csv))
        }
    }

    /// The columns of every row.
    var columns: [Column] = []
    /// The rows, each with one cell a column.
    var rows: [[Cell]] = []
    /// What a person sees in place of the rows' table.
    var page: ((Style) -> String)?
    /// What a person reads below each row of the table; nil is nothing. `[rows]`
    var below: ((Style) -> [String?])?
    /// The same as rows of single values, where the rows hold lists of records; nil where they do not.
    var flattened: (() -> Answer)?
    /// The nodes asked about, from which a picture starts.
    var subjects: [NodeID] = []
    /// The nodes and edges for formats that draw; nil until one is asked for.
    var picture: Picture?
    /// Why the statement has failed though it has rows to show; nil where it has not.
    var failure: SessionError.Fact?
    /// What is said beside the rows: caps that bit, how to choose, what was left out.
    var notes: [Note] = []
    /// The nodes that `@1 … @n` stand for from now on; nil leaves them.
    var listing: [NodeID]?

    /// An answer without rows that says `notes`.
    static func saying(_ notes: Note...) -> Answer { Answer(notes: notes) }
}

/// One value of a row.
package indirect enum Cell {
    case null
    case truth(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case node(NodeView)
    case edge(EdgeView)
    case path(PathView)
    case list([Cell])
    case record([(name: String, value: Cell)])

    /// A single-precision number by its shortest decimal form, not the double next to it.
    static func number(_ value: Float) -> Cell {
        value.isFinite ? .number(Double(value.description) ?? Double(value)) : .null
    }

    /// A text, or null where there is none.
    static func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .null }

    /// A property's value.
    package init(_ value: PropertyValue) {
        self =
            switch value {
            case .string(let text): .text(text)
            case .integer(let whole): .integer(Int(whole))
            case .number(let number): .number(number)
            case .truth(let truth): .truth(truth)
            }
    }
}

/// How a page is drawn.
struct Style {
    /// The columns of the terminal; nil is without end.
    var width: Int?
    /// Whether colour may be used.
    var isColoured = false

    func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func dim(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
