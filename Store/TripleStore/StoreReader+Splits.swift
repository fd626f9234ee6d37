import Graph
import LMDB

extension StoreReader {
    public var splitNames: [String] {
        get throws(GraphError) {
            try reading { () throws(LMDBError) in
                var names: [String] = []
                var cursor = try snapshot.cursor(in: databases.splits)
                var more = try cursor.moveToFirst()
                while more {
                    let name = try cursor.read { key, _ throws(LMDBError) in
                        var position = RecordPosition()
                        let count = Int(try key.big(&position, as: UInt16.self))
                        return try key.text(count, &position)
                    }
                    guard !names.contains(name) else { throw .corrupted("the splits are out of order") }
                    names.append(name)
                    // Past every row of this split.
                    more = try cursor.move(atLeast: TextKey.row(.max, ofSplit: name))
                }
                return names.sorted()
            }
        }
    }

    public func split(named name: String) throws(GraphError) -> [SplitRow]? {
        guard !name.isEmpty, name.utf8.count <= TextKey.nameLimit else { return nil }
        let start = TextKey.split(name)
        var rows: [SplitRow] = []
        var cursor = try reading { () throws(LMDBError) in try snapshot.cursor(in: databases.splits) }
        var more = try reading { () throws(LMDBError) in try cursor.move(atLeast: start) }
        while more {
            if rows.count & 0xFFF == 0xFFF { try store.cancellation.check() }
            let row = try reading { () throws(LMDBError) in
                try cursor.read { key, value throws(LMDBError) in
                    guard key.starts(with: start) else { return nil as SplitRow? }
                    return try vetted(SplitRow(value))
                }
            }
            guard let row else { break }
            rows.append(row)
            more = try reading { () throws(LMDBError) in try cursor.moveToNext() }
        }
        return rows.isEmpty ? nil : rows
    }
}

extension StoreReader {
    /// The row, where all of its nodes can be; `corrupted` where not.
    private func vetted(_ row: SplitRow) throws(LMDBError) -> SplitRow {
        let largest = [row.train.max(), row.negatives.max(), row.test].compactMap(\.self).max()
        _ = try known(max(largest ?? row.user, row.user))
        return row
    }
}

extension SplitRow {
    private static let noTest = UInt32.max

    /// The row as it lies in `splits`.
    init(_ bytes: Span<UInt8>) throws(LMDBError) {
        var position = RecordPosition()
        let user = NodeID(rawValue: try bytes.little(&position))
        let test: UInt32 = try bytes.little(&position)
        let train = try bytes.nodes(&position)
        let negatives = try bytes.nodes(&position)
        self.init(
            user: user, train: train, test: test == Self.noTest ? nil : NodeID(rawValue: test), negatives: negatives)
    }

    /// The row's bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(little: user.rawValue)
        bytes.append(little: test?.rawValue ?? Self.noTest)
        for list in [train, negatives] {
            bytes.append(count: list.count)
            for node in list { bytes.append(little: node.rawValue) }
        }
        return bytes
    }
}

extension Span<UInt8> {
    /// The next list of nodes, which follows its length.
    fileprivate func nodes(_ position: inout RecordPosition) throws(LMDBError) -> [NodeID] {
        var nodes: [NodeID] = []
        for _ in 0..<(try count(&position)) { nodes.append(NodeID(rawValue: try little(&position))) }
        return nodes
    }
}
