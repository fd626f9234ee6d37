import Graph

/// The tables of one graph in a schema, and how they lie.
///
/// All of a graph's tables end in its tag. The view `segue` of the schema says which tag is the graph's: a new graph is
/// brought whole under a tag of its own, then the view is replaced, which readers see at once or not at all.
package struct SparkTables: Sendable {
    /// The version of this layout.
    package static let version = 1

    /// The schema, as its name is.
    package let schema: String
    /// What the tables' names end in.
    package let tag: String

    /// The tables of this tag in a schema.
    package init(schema: String, tag: String) { (self.schema, self.tag) = (schema, tag) }

    /// What tables there are.
    package enum Table: String, CaseIterable {
        /// Nodes, by number.
        case nodes
        /// Nodes, by key.
        case keys
        /// Nodes, by folded label.
        case labels
        /// Edges, by head.
        case out
        /// Edges, by tail.
        case into
        /// Types, relations, properties and patterns with their counts.
        case vocabulary
        /// Aliases of nodes.
        case aliases
        /// Given splits, a row a listener.
        case splits
        /// Nodes on their way here.
        case newNodes = "new_nodes"
        /// Edges on their way here.
        case newEdges = "new_edges"

        /// Whether it is there only until a graph has been brought whole.
        var isPassing: Bool { self == .newNodes || self == .newEdges }
    }

    /// A table's name, ready for SQL.
    package subscript(table: Table) -> String { Self.qualified(schema, "\(table.rawValue)_\(tag)") }

    /// The view that says which graph the schema has.
    package static func pointer(in schema: String) -> String { qualified(schema, "segue") }

    /// A name in a schema, ready for SQL; `schema` may be `catalog.schema`.
    package static func qualified(_ schema: String, _ name: String) -> String {
        (schema.split(separator: ".").map { SQLText.name(String($0)) } + [SQLText.name(name)]).joined(separator: ".")
    }

    /// The schema's name, ready for SQL.
    package static func qualified(_ schema: String) -> String {
        schema.split(separator: ".").map { SQLText.name(String($0)) }.joined(separator: ".")
    }

    /// How many files the rows of a table are spread over.
    package static func buckets(rows: Int) -> Int { min(max(rows / rowsInABucket, 1), 1 << 12) }

    /// About as many rows as one task reads in a second or two.
    private static let rowsInABucket = 4_000_000
}
