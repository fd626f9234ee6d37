import Foundation

/// Rows as columns of text that a person reads; fitted to the terminal where there is one.
struct Table {
    private let header: [String]
    private let lines: [[String]]
    private let isNumeric: [Bool]
    private let style: Style
    private let left: Int
    /// Whether the last column holds paths, which go on below rather than lose their ends.
    private let endsInPaths: Bool

    init(_ answer: Answer, style: Style, limit: Int?) {
        let shown = answer.columns.indices.filter { answer.columns[$0].audience.contains(.table) }
        let rows = limit.map { answer.rows.prefix($0) } ?? answer.rows[...]
        header = shown.map { answer.columns[$0].name }
        let isFractional = shown.map { column in rows.contains { $0[column].isFractional } }
        lines = rows.map { row in
            zip(shown, isFractional).map { ($1 ? row[$0].aligned : row[$0].shown).showingControls }
        }
        isNumeric = shown.map { column in rows.allSatisfy { $0[column].isNumeric } && !rows.isEmpty }
        left = answer.rows.count - rows.count
        endsInPaths = shown.last.map { column in rows.contains { $0[column].isPath } } ?? false
        self.style = style
    }

    /// The table, a line a row with what is said below it, and how many rows were kept back; nil is nothing. `[rows]`
    func text(below more: [String?]? = nil) -> String {
        let (widths, more) = (fittedWidths, more ?? lines.map { _ in nil })
        var text = style.bold(line(header, widths)) + "\n"
        for (cells, more) in zip(lines, more) { text += line(cells, widths) + "\n" + (more.map { $0 + "\n" } ?? "") }
        if left > 0 { text += style.dim("… \(left.grouped) more rows; `set rows 0` shows all\n") }
        return text
    }

    /// Each column's width; at a terminal the widest ones give way, down to eight.
    private var fittedWidths: [Int] {
        var widths = header.indices.map { column in
            ([header[column]] + lines.map { $0[column] }).map(\.displayWidth).max() ?? 0
        }
        guard let room = style.width else { return widths }
        if endsInPaths, let last = widths.last {
            let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
            widths[widths.count - 1] = min(last, max(room - before, Self.leastPath))
        }
        while widths.reduce(0, +) + 2 * (widths.count - 1) > room, let widest = widths.max(), widest > 8,
            let column = widths.firstIndex(of: widest)
        {
            widths[column] -= 1
        }
        return widths
    }

    /// The fewest columns that a path is broken to.
    private static let leastPath = 24

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            if endsInPaths, style.width != nil, column == cells.count - 1 {
                let blanks = String(repeating: " ", count: widths.dropLast().reduce(0) { $0 + $1 + 2 })
                return cells[column].wrapped(to: widths[column], indent: 2).replacing("\n", with: "\n" + blanks)
            }
            let cell = cells[column].fitted(to: widths[column])
            let blanks = String(repeating: " ", count: max(widths[column] - cell.displayWidth, 0))
            return isNumeric[column] ? blanks + cell : cell + blanks
        }
        return padded.joined(separator: "  ").trimmedAtEnd
    }
}

extension Cell {
    /// The cell for a person's eye.
    var shown: String {
        switch self {
        case .null: "–"
        case .truth(let truth): truth ? "true" : "false"
        case .integer(let whole): whole.grouped
        case .number(let number): number.shortened
        case .text(let text): text
        case .node(let node): node.name
        case .edge(let edge): edge.text
        case .path(let path): path.text()
        case .list(let cells): cells.map(\.shown).joined(separator: ", ")
        case .record(let members): members.map { "\($0.name) \($0.value.shown)" }.joined(separator: ", ")
        }
    }

    /// Whether it is, or holds, a number with decimals: then its column shows four everywhere.
    fileprivate var isFractional: Bool {
        switch self {
        case .number(let number): number != number.rounded()
        case .list(let cells): cells.contains(where: \.isFractional)
        default: false
        }
    }

    /// The cell in a column of numbers with decimals.
    fileprivate var aligned: String {
        switch self {
        case .number(let number) where abs(number) >= 0.0001 || number == 0: String(format: "%.4f", number)
        case .list(let cells): cells.map(\.aligned).joined(separator: ", ")
        default: shown
        }
    }

    fileprivate var isPath: Bool { if case .path = self { true } else { false } }

    /// Whether it stands to the right in its column.
    var isNumeric: Bool {
        switch self {
        case .integer, .number, .null: true
        default: false
        }
    }
}

extension Int {
    /// As an amount of memory, `1.6 GB`.
    var asBytes: String {
        let (amount, unit) = self < 1_000_000_000 ? (Double(self) / 1e6, "MB") : (Double(self) / 1e9, "GB")
        return "\((amount * 10).rounded() / 10) \(unit)"
    }

    /// The number with a comma between thousands.
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return self < 0 ? "-" + text : text
    }
}

extension Double {
    /// The number to four decimals at most, without needless zeros.
    var shortened: String {
        guard isFinite else { return "–" }
        guard self != rounded() || abs(self) >= 1e15 else { return Int(self).grouped }
        guard abs(self) >= 0.0001 else { return String(format: "%.2g", self) }
        var text = String(format: "%.4f", self)
        while text.last == "0" { text.removeLast() }
        return text.last == "." ? text + "0" : text
    }
}
