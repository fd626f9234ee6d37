/// Why bytes are not a stream of Arrow's that segue reads, or a batch has not what was asked of it.
package enum ArrowError: Error, Equatable, Sendable {
    /// The bytes contradict the format; `at` is the first byte of the message or of the buffer that does.
    case malformed(Flaw, at: Int)
    /// The stream uses a part of the format that segue does not read, by the name that the format gives it; `column` is
    /// the one that does, nil where the whole message does.
    case unsupported(String, column: String?)
    /// There is no column of this name.
    case missingColumn(String)
    /// A column is of another type; both types by the names that the format gives them.
    case wrongType(column: String, expected: String, found: String)
    /// A column whose every value was asked for has a null; rows count from 0.
    case unexpectedNull(column: String, row: Int)
    /// A column's texts, bytes or lists are longer together than its 32-bit offsets reach.
    case tooLarge(column: String)

    /// What is wrong with the bytes.
    package enum Flaw: String, CaseIterable, Sendable {
        /// They end within a message.
        case cutShort
        /// A table, vector or text of a message's metadata lies outside it, or lacks what it must have.
        case metadata
        /// A message comes where it must not: anything before the schema, a second schema, bytes after the end.
        case order
        /// A batch has more or fewer columns or buffers than the schema asks for.
        case layout
        /// A buffer lies outside its message's body, overlaps another, or is too short for its column.
        case buffer
        /// A column has another number of rows than its batch.
        case rows
        /// A bitmap of nulls has another number of them than its column says.
        case nulls
        /// Offsets descend, or reach beyond what they point into.
        case offsets
        /// A text is not UTF-8.
        case text
    }
}
