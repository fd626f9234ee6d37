/// How rows are written.
enum Format: String, CaseIterable {
    // For people
    case table
    case line
    case tree
    // For programs
    case csv
    case tsv
    case json
    case jsonl
    case markdown
    // As nodes and edges
    case dot
    case graphml
    case html

    /// The format that a file's name tells, with `.gz` behind it or not; nil where it does not.
    init?(ofFile path: String) {
        let name = path.lowercased()
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        let others: [String: Format] = ["md": .markdown, "gv": .dot, "htm": .html, "txt": .table, "ndjson": .jsonl]
        guard let dot = plain.lastIndex(of: ".") else { return nil }
        let ending = String(plain[plain.index(after: dot)...])
        guard let format = Format(rawValue: ending) ?? others[ending] else { return nil }
        self = format
    }

    /// Whether it is laid out for the eye: its own colours stand beside names that have no control characters any more.
    var isForPeople: Bool { [.table, .line, .tree].contains(self) }

    /// Whether it shows nodes and the edges between them.
    var draws: Bool { [.tree, .dot, .graphml, .html].contains(self) }

    /// Whether it is nothing but nodes and edges, so that an answer without any cannot be written in it.
    var isGraph: Bool { self == .dot || self == .graphml }

    /// Whether more rows can be written behind those in a file.
    var canBeAppended: Bool { ![.json, .dot, .graphml, .html].contains(self) }
}

extension Answer {
    /// The answer's rows in `format`; `limit` bounds the rows that a person's table shows.
    ///
    /// `isContinued` leaves out the header where rows of the same kind stand before.
    func text(in format: Format, title: String = "", style: Style, limit: Int?, isContinued: Bool = false) -> String {
        switch format {
        case .table: page.map { $0(style) } ?? Table(self, style: style, limit: limit).text(below: below?(style))
        case .line: (isContinued ? "\n" : "") + plain.lines(style)
        case .tree: Tree(self).text(style)
        case .csv: plain.delimited(.csv, hasHeader: !isContinued)
        case .tsv: plain.delimited(.tsv, hasHeader: !isContinued)
        case .json: "[" + records.map(\.text).joined(separator: ",\n ") + "]\n"
        case .jsonl: records.map { $0.text + "\n" }.joined()
        case .markdown: plain.markdown(hasHeader: !isContinued)
        case .dot: (picture ?? Picture()).dot(titled: title)
        case .graphml: (picture ?? Picture()).graphML
        case .html: PicturePage(picture ?? Picture(), of: plain, titled: title, notes: notes.map(\.text)).text
        }
    }

    /// The columns for people in formats of more room than a table.
    var readable: [Int] { columns.indices.filter { !columns[$0].audience.isDisjoint(with: [.table, .wide]) } }

    /// Whether programs are given rows of this answer: `[]` even where there is none.
    var hasRows: Bool { !columns.isEmpty }

    /// The answer as rows of single values, where its own hold lists of records.
    var plain: Answer { flattened?() ?? self }

    /// The rows for programs; where a cap bit, each says so.
    private var records: [JSON] {
        let shown = columns.indices.filter { columns[$0].audience.contains(.json) }
        let capped: [(String, JSON)] = notes.contains(where: \.isCap) ? [("capped", .truth(true))] : []
        return rows.map { row in .object(shown.map { (columns[$0].name, JSON(row[$0])) } + capped) }
    }
}
