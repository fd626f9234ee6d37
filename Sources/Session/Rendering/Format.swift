/// How rows are written.
enum Format: String, CaseIterable {
    case table
    case json
    case jsonl
    case csv
}

extension Answer {
    /// The answer's rows in `format`; `limit` bounds the rows that a person's table shows.
    func text(in format: Format, style: Style, limit: Int?) -> String {
        switch format {
        case .table: page.map { $0(style) } ?? Table(self, style: style, limit: limit).text(below: below?(style))
        case .json: "[" + records.map(\.text).joined(separator: ",\n ") + "]\n"
        case .jsonl: records.map { $0.text + "\n" }.joined()
        case .csv: csv
        }
    }

    /// Whether programs are given rows of this answer: `[]` even where there is none.
    var hasRows: Bool { !columns.isEmpty }

    private var records: [JSON] {
        let shown = columns.indices.filter { columns[$0].audience.contains(.json) }
        return rows.map { row in .object(shown.map { (columns[$0].name, JSON(row[$0])) }) }
    }
}
