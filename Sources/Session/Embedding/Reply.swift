/// What a statement answers a program that embeds the session: names, values, and what is said beside them.
package struct Reply {
    /// The names of the columns that programs are given.
    package let columns: [String]
    /// The rows, each with one value a column.
    package let rows: [[Cell]]
    /// What is said beside the rows.
    package let notes: [String]
    /// Whether a limit that was not asked for cut the rows short.
    package let isCapped: Bool

    init(_ answer: Answer) {
        let shown = answer.columns.indices.filter { answer.columns[$0].audience.contains(.json) }
        columns = shown.map { answer.columns[$0].name }
        rows = answer.rows.map { row in shown.map { row[$0] } }
        notes = answer.notes.map(\.text)
        isCapped = answer.notes.contains(where: \.isCap)
    }
}
