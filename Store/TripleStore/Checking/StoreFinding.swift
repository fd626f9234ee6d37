import Graph

/// What a check found wrong with a database.
public enum StoreFinding: Equatable, Sendable {
    /// So many nodes are not as they should be; one of them.
    case nodes(NodeFault, count: Int, example: NodeID)
    /// So many edges are not as they should be; one of them.
    case edges(EdgeFault, count: Int, example: Triple)
    /// A type's count of nodes, as stored and as counted.
    case typeCount(TypeID, stored: Int, counted: Int)
    /// A type's list of nodes is not that of the nodes' records; a node that it lacks or has too much.
    case members(TypeID, example: NodeID?)
    /// A relation's list of heads, or their count, is not the one that its edges make; a node that it lacks or has too
    /// much.
    case heads(RelationID, example: NodeID?)
    /// The same of its tails.
    case tails(RelationID, example: NodeID?)
    /// The counts of relations or of patterns are not those of the edges.
    case edgeCounts
    /// The counts of nodes and edges that have each property are not those of the graph.
    case propertyCounts
    /// So many aliases stand for no node; one of them.
    case aliases(Int, example: String)
    /// So many rows of splits are out of order, cut short or of unknown nodes; one of them.
    case splitRows(Int, example: String, row: Int)
    /// The content of a database is not what was written: its sum is another.
    case content(StorePart)
    /// So many keys, or lists of values, of a database are not found by a search, or out of order.
    case order(StorePart, count: Int)
    /// A database cannot be read to its end; the text says why.
    case unreadable(StorePart, String)

    /// What can be wrong with a node.
    public enum NodeFault: Sendable {
        /// Its record cannot be read, or has a type that is not there.
        case record
        /// It is not found by its type and key.
        case key
        /// It is not found by its label.
        case label
        /// A key leads to it that is not its own, or to no node.
        case strayKey
        /// A label leads to it that is not its own, or to no node.
        case strayLabel
    }

    /// What can be wrong with an edge.
    public enum EdgeFault: Sendable {
        /// It is there one way alone.
        case oneWay
        /// It ends at a node that is not there, or has a relation that is not.
        case dangling
        /// It has a weight and is not there.
        case strayWeight
        /// It has two weights, or one that is no number.
        case badWeight
        /// It has properties and is not there.
        case strayProperties
        /// Its properties cannot be read.
        case badProperties
    }
}
