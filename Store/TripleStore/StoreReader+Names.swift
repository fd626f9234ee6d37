import Graph
import LMDB

extension StoreReader {
    public func alias(named name: String) throws(GraphError) -> NodeID? {
        guard !name.isEmpty, name.utf8.count <= TextKey.nameLimit else { return nil }
        return try reading { () throws(LMDBError) in
            guard let node = try snapshot.integer(of: Array(name.utf8), in: databases.aliases, as: UInt32.self)
            else { return nil }
            return try known(NodeID(rawValue: node))
        }
    }

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
                            return (try key.rest(&inKey), NodeID(rawValue: try value.little(&inValue)))
                        })
                    more = try cursor.moveToNext()
                }
                return aliases
            }
        }
    }
}
