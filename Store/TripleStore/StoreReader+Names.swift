import Graph
import LMDB

extension StoreReader {
    /// The node that an alias stands for.
    public func alias(named name: String) throws(GraphError) -> NodeID? {
        guard !name.isEmpty, name.utf8.count <= TextKey.nameLimit else { return nil }
        return try reading { () throws(LMDBError) in
            let number = try snapshot.integer(of: Array(name.utf8), in: databases.aliases, as: UInt32.self)
            return try number.map { number throws(LMDBError) in
                try vetted(NodeID(rawValue: number), "an alias of node \(number)")
            }
        }
    }

    /// All aliases, in the order of their names' bytes.
    public var aliases: [(name: String, node: NodeID)] {
        get throws(GraphError) {
            try reading { () throws(LMDBError) in
                var aliases: [(name: String, node: NodeID)] = []
                var cursor = try snapshot.cursor(in: databases.aliases)
                var more = try cursor.moveToFirst()
                while more {
                    aliases.append(
                        try cursor.read { key, value throws(LMDBError) in
                            var (inKey, inValue) = (RecordPosition(), RecordPosition())
                            let node = NodeID(rawValue: try value.little(&inValue))
                            return (try key.rest(&inKey), try vetted(node, "an alias of node \(node.rawValue)"))
                        })
                    more = try cursor.moveToNext()
                }
                return aliases
            }
        }
    }
}
