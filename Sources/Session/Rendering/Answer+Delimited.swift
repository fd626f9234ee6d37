import Graph

/// Rows as lines of fields with a sign between.
enum Delimiter {
    /// Commas, after RFC 4180: quotes where a field wants them, lines end in CR LF.
    case csv
    /// Tabs; a tab, a line end or a backslash within a field is escaped by a backslash.
    case tsv
}

extension Answer {
    /// The rows after a header; a node is two fields, its identity and its label.
    func delimited(_ delimiter: Delimiter, hasHeader: Bool = true) -> String {
        let shown = delimitedColumns
        let lines = rows.map { row in
            delimiter.line(shown.flatMap { fields(row[$0], isNode: columns[$0].holdsNodes) })
        }
        return (hasHeader ? header(delimiter) : "") + lines.joined()
    }

    /// The header's line.
    func header(_ delimiter: Delimiter) -> String {
        delimiter.line(
            delimitedColumns.map { columns[$0] }.flatMap { $0.holdsNodes ? [$0.name, $0.name + "_label"] : [$0.name] })
    }

    private var delimitedColumns: [Int] { columns.indices.filter { columns[$0].audience.contains(.csv) } }

    private func fields(_ cell: Cell, isNode: Bool) -> [String] {
        guard isNode else { return [cell.field] }
        if case .node(let node) = cell { return [node.identity, node.label ?? ""] }
        return [cell.field, ""]
    }
}

extension Delimiter {
    fileprivate func line(_ fields: [String]) -> String {
        switch self {
        case .csv: fields.map(\.asCSVField).joined(separator: ",") + "\r\n"
        case .tsv: fields.map(\.tsvField).joined(separator: "\t") + "\n"
        }
    }
}

extension Cell {
    /// The cell as one field of text; what has parts is JSON, but a list of words is words.
    fileprivate var field: String {
        switch self {
        case .null: ""
        case .text(let text): text
        case .list(let cells): cells.map(\.field).joined(separator: "|")
        case .node(let node): node.name
        case .edge(let edge): edge.text
        case .path(let path): path.text()
        default: JSON(self).text
        }
    }
}

extension String {
    fileprivate var tsvField: String {
        rewritten { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\t": "\\t"
            case "\n": "\\n"
            case "\r": "\\r"
            default: nil
            }
        }
    }
}
