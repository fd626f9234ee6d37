/// The forms of file that a graph can be exported in.
public enum ExportKind: String, CaseIterable, Sendable {
    /// Lines of names with tabs between.
    case triples
    /// N-Triples.
    case ntriples
    /// CSV, a row a node or edge.
    case csv
    /// A line of JSON a node or edge.
    case jsonl
    /// GraphML.
    case graphml
    /// Graphviz's DOT.
    case dot

    /// The ending of its files' names.
    public var ending: String {
        switch self {
        case .triples: ".tsv"
        case .ntriples: ".nt"
        default: "." + rawValue
        }
    }

    /// The kind that a file's name tells, with `.gz` behind it or not; nil where it does not.
    public init?(ofFile path: String) {
        let name = path.lowercased()
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        let kind = Self.allCases.first { plain.hasSuffix($0.ending) || $0 == .dot && plain.hasSuffix(".gv") }
        guard let kind else { return nil }
        self = kind
    }

    /// Whether its files name all properties before the first node.
    var needsColumns: Bool { self == .csv || self == .graphml }

    /// A file's form; `columns` are the graph's where the kind needs them.
    func form(_ columns: PropertyColumns) -> any ExportForm {
        switch self {
        case .triples: TriplesForm()
        case .ntriples: NTriplesForm()
        case .csv: CSVForm(columns)
        case .jsonl: JSONLinesForm()
        case .graphml: GraphMLForm(columns)
        case .dot: DOTForm()
        }
    }
}
