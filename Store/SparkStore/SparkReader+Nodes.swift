import Arrow
import Graph

extension SparkReader {
    /// How many nodes one statement asks about.
    private static let portion = 1 << 16

    public func nodes(_ ids: [NodeID]) throws(GraphError) -> [Node] { try known(ids).map(\.node) }

    public func degrees(of ids: [NodeID]) throws(GraphError) -> [Int] { try known(ids).map(\.degree) }

    public func node(type: TypeID, key: String) throws(GraphError) -> NodeID? {
        try numbers("SELECT id FROM \(tables[.keys]) WHERE key = \(SQLText.literal(key)) AND type = \(type.rawValue)")
            .first
    }

    public func nodes(ofType type: TypeID) throws(GraphError) -> [NodeID] {
        try numbers("SELECT id FROM \(tables[.nodes]) WHERE type = \(type.rawValue)").sorted()
    }

    /// The nodes of these numbers, in their order, read where they are not known yet.
    private func known(_ ids: [NodeID]) throws(GraphError) -> [KnownNode] {
        var found: [KnownNode] = []
        found.reserveCapacity(ids.count)
        for start in stride(from: 0, to: ids.count, by: Self.portion) {
            let asked = ids[start..<min(start + Self.portion, ids.count)]
            try read(Set(asked.filter { known[$0] == nil }).sorted())
            for id in asked {
                guard let node = known[id] else { throw .noSuchNode(id) }
                found.append(node)
            }
        }
        return found
    }

    private func read(_ ids: [NodeID]) throws(GraphError) {
        guard !ids.isEmpty else { return }
        if known.count + ids.count > Self.mostKnown { known.removeAll(keepingCapacity: true) }
        let selection = Selection("id", in: ids)
        let text = """
            SELECT id, type, key, label, degree, \(PropertyColumns.selected) FROM \(tables[.nodes]) \
            WHERE \(selection.condition)
            """
        let typeCount = vocabulary.types.count
        try run(text, with: selection.rows) { batch throws(RemoteError) in
            let ids = try batch.nodeIDs("id", below: nodeLimit)
            let (types, keys, labels, degrees) = try reading { () throws(ArrowError) in
                (
                    try batch.int16s("type"), try batch.texts("key"), try batch.optionalTexts("label"),
                    try batch.int64s("degree")
                )
            }
            let properties = try PropertyColumns(batch)
            for (place, id) in ids.enumerated() {
                guard types[place] >= 0, types[place] < typeCount else {
                    throw .contradiction("a node of a type that has no name")
                }
                let node = Node(
                    id: id, type: TypeID(rawValue: UInt16(types[place])), key: keys[place], label: labels[place],
                    properties: try properties[place])
                known[id] = KnownNode(node: node, degree: Int(degrees[place]))
            }
        }
    }
}
