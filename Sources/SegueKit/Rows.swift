import Session

/// The rows that a statement answers.
public struct Rows: RandomAccessCollection, Sendable {
    /// The names of the columns, in order; none where the statement has no rows to show.
    public let columns: [String]
    /// What the shell would say beside the rows: how a name was taken, what was left out.
    public let notes: [String]
    /// Whether a limit that was not asked for cut the rows short; a note says which.
    public let isCapped: Bool
    private let rows: [Record]

    init(_ reply: Reply) {
        columns = reply.columns
        rows = reply.rows.map { row in Record(names: reply.columns, values: row.map(Value.init)) }
        (notes, isCapped) = (reply.notes, reply.isCapped)
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { rows.count }
    public subscript(place: Int) -> Record { rows[place] }
}

/// Values by name and in order: a row of an answer, or the properties of a node or edge.
public struct Record: Sendable, Hashable {
    /// The names, in order.
    public let names: [String]
    /// The values, one a name.
    public let values: [Value]

    /// The value of a name; nil where there is none.
    public subscript(name: String) -> Value? { names.firstIndex(of: name).map { values[$0] } }
}

extension Record: CustomStringConvertible {
    /// `hop: 1, node: Phil Collins`.
    public var description: String { zip(names, values).map { "\($0): \($1)" }.joined(separator: ", ") }
}
