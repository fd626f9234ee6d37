import Graph

/// A value of a row: a constant, what a column holds, or something looked up or made from another.
public indirect enum Term: Equatable, Sendable {
    case constant(Datum)
    /// What the column of this number holds.
    case column(Int)
    /// Something of the node, edge or path that a term is; of a list, of each of its values.
    case field(Field, of: Term)
    case call(Function, Term)
}

/// What can be asked of a node, an edge or a path; null where it has no such thing.
public enum Field: Equatable, Sendable {
    /// A node's `type:key`.
    case identity
    /// A node's key.
    case key
    /// A node's label, else its key.
    case name
    /// A node's label.
    case label
    /// A node's type, an edge's relation.
    case type
    /// How many edges touch a node.
    case degree
    /// A property of a node or an edge.
    case property(String)
    /// The nodes that edges of these relations lead to from a node; with a type, those of it alone.
    case neighbours(EdgeChoice, type: TypeID?)
    /// An edge's weight.
    case weight
    /// An edge's head.
    case head
    /// An edge's tail.
    case tail
    /// How many steps a path has.
    case length
    /// A path's nodes.
    case nodes
    /// A path's edges.
    case edges
}

/// A function of one value.
public enum Function: String, Equatable, Sendable, CaseIterable {
    /// A text in lower case.
    case lower
    /// A text in upper case.
    case upper
    /// How many characters a text has, steps a path, values a list.
    case length
    /// A number without its sign.
    case abs
    /// A number rounded to a whole one.
    case round
}

/// How two values are compared.
public enum Comparison: Equatable, Sendable {
    case equal, unequal, less, atMost, greater, atLeast
}

/// A condition whose names are bound.
///
/// As in SQL, what is compared with nothing is unknown, `not` of unknown is unknown, and unknown does not hold.
/// Of a list, a comparison wants one value that fits; `!=` wants every value to differ. A node equals a text that is its
/// label or its key, and is larger or smaller by its name alone.
public indirect enum Condition: Equatable, Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case comparison(Term, Comparison, Term)
    case membership(Term, [Term])
    /// Whether a value is neither below the second nor above the third.
    case between(Term, Term, Term)
    /// Whether a text has a place where a regular expression fits, in any case of letters.
    case matches(Term, pattern: String)
    case isNull(Term)
}

/// Rows as columns of equal length, the elements that terms speak about.
public struct Rows: Equatable, Sendable {
    /// The columns.
    public var columns: [[Datum]]

    /// Rows of these columns.
    public init(_ columns: [[Datum]]) { self.columns = columns }

    /// Rows of one column of nodes.
    public init(nodes: [NodeID]) { columns = [nodes.map(Datum.node)] }

    /// How many rows there are.
    public var count: Int { columns.first?.count ?? 0 }

    /// The rows at these places.
    public func rows(at places: [Int]) -> Rows { Rows(columns.map { column in places.map { column[$0] } }) }
}
