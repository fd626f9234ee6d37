import Query

/// What the names of a condition may stand for: the columns of the rows that it speaks about.
struct Scope {
    /// What a column holds.
    enum Kind {
        case node, edge, path
        /// Numbers and texts, of which nothing more can be asked.
        case value
    }

    /// A column by its name.
    struct Column {
        let name: String
        let kind: Kind

        /// A column that no name reaches.
        static func hidden(_ kind: Kind) -> Column { Column(name: "", kind: kind) }
    }

    /// The columns, in the order of the rows' columns.
    let columns: [Column]
    /// The columns that a bare name may be a field of, the first that has it; none where names must say whose.
    let subjects: [Int]

    /// A node alone, as in brackets after a name.
    static let node = Scope(columns: [Column(name: "node", kind: .node)], subjects: [0])
    /// A node and the edge by which a step came to it.
    static let step = Scope(
        columns: [Column(name: "node", kind: .node), Column(name: "edge", kind: .edge)], subjects: [0, 1])

    func column(named name: String) -> Int? {
        columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
    }
}
