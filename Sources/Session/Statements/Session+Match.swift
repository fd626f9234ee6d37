import Grammar
import Graph
import Query

extension Session {
    /// `match PATTERN … return …`: what fits a pattern, a row each, or figures about it.
    func match(_ statement: Match, _ reading: Reading) throws -> Answer {
        let bound = try reading.binder.match(statement)
        try reading.bound()
        let found = try reading.query.match(bound.pattern, returning: bound.answer)
        let shown = found.rows.columns.prefix(bound.columns.count)
        let cells = try shown.map { try reading.inPortions($0) { try reading.viewer.cells(of: $0) } }
        var answer = Answer(columns: bound.columns)
        answer.rows = (0..<found.rows.count).map { row in cells.map { $0[row] } }
        if let first = bound.columns.firstIndex(where: \.holdsNodes) {
            answer.listing = shown[first].compactMap { if case .node(let node) = $0 { node } else { nil } }
        }
        if found.isCapped { answer.notes.append(.repetitionCapped(hops: MatchPattern.Repetition.hopLimit)) }
        return answer
    }
}
