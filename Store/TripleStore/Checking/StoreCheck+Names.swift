import Graph
import LMDB

// Aliases and splits.
extension StoreCheck {
    /// Every alias stands for a node.
    func checkAliases() throws(GraphError) {
        try walk(.aliases) { cursor throws(LMDBError) in
            let (name, node) = try cursor.read { key, value throws(LMDBError) in
                var (inKey, inValue) = (RecordPosition(), RecordPosition())
                return (try key.rest(&inKey), NodeID(rawValue: try value.little(&inValue)))
            }
            if !types.contains(node) { findings.note(alias: name) }
        }
    }

    /// The rows of each split are numbered from 0 on, and name nodes that are or were there.
    func checkSplits() throws(GraphError) {
        var (split, next) = ("", 0)
        try walk(.splits) { cursor throws(LMDBError) in
            let (name, number, row) = try cursor.read { key, value throws(LMDBError) in
                var position = RecordPosition()
                let count = Int(try key.big(&position, as: UInt16.self))
                let name = try key.text(count, &position)
                return (name, Int(try key.big(&position, as: UInt32.self)), try? SplitRow(value))
            }
            if name != split { (split, next) = (name, 0) }
            let nodes = row.map { [$0.user] + ($0.test.map { [$0] } ?? []) + $0.train + $0.negatives }
            let isKnown = nodes?.allSatisfy { $0.index < reader.nodeLimit } ?? false
            if number != next || !isKnown { findings.note(row: number, ofSplit: name) }
            next = number + 1
        }
    }
}
