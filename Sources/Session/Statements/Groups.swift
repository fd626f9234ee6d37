import Grammar
import Graph

/// Rows for each of the nodes that one name fits, told apart by a first column `of` where there are several.
struct Groups {
    let starts: [NodeID]
    var answer: Answer
    private let hits: [SessionError.Hit]

    init(
        _ columns: [String], of reference: NodeReference, wanted type: String? = nil, _ reading: Reading
    ) throws {
        starts = try reading.binder.nodes(reference, wanted: type)
        hits = starts.count > 1 ? try reading.viewer.hits(starts) : []
        let named = columns.map { Answer.Column($0, for: Self.audience(of: $0)) }
        answer = Answer(columns: named, listing: [])
        answer.subjects = starts
        try reading.bound()
        guard starts.count > 1 else { return }
        answer.columns = [.init("of", for: .table), .init("of", for: [.csv, .json])] + named
        answer.notes = [.choosing(reference.text, hits)]
        answer.listing = starts
    }

    private static func audience(of column: String) -> Answer.Column.Audience {
        switch column {
        case "type": [.table, .csv]
        case "model": .json
        default: .everyone
        }
    }

    /// Adds the rows of one start; `nodes` nil leaves the last listing.
    mutating func append(_ rows: [[Cell]], nodes: [NodeID]?, of start: NodeID) {
        guard starts.count > 1, let hit = hits.first(where: { $0.node.id == start }) else {
            answer.rows += rows
            answer.listing = nodes
            return
        }
        answer.rows += rows.map { [.text("\(hit.node.name) – \(hit.telling)"), .node(hit.node)] + $0 }
    }

    mutating func note(left: Int, of start: NodeID) {
        guard left > 0 else { return }
        let row = starts.count > 1 ? starts.firstIndex(of: start).map { $0 + 1 } : nil
        answer.notes.append(.more(left, ofRow: row))
    }
}
