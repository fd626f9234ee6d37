import Graph
import LMDB

extension StoreWriter {
    /// Sets properties of an edge that is there, each in place of one of its name; `noSuchEdge` where it is not.
    public func set(_ properties: [Property], of triple: Triple) throws(StoreError) {
        guard try storing({ () throws(LMDBError) in try contains(triple) }) else { throw .noSuchEdge(triple) }
        guard !properties.isEmpty else { return }
        let old = try storedProperties(of: triple)
        var new = old
        new.merge(properties)
        guard new != old else { return }
        var bytes: [UInt8] = []
        bytes.append(properties: new)
        try put(bytes, at: EdgeKey.properties(triple), in: databases.edges)
        try count(new.named(unlike: old), edges: 1)
    }

    /// Sets properties of many edges, sorted first: of one that comes twice the last of each name counts.
    public func set(_ properties: [(triple: Triple, properties: [Property])]) throws(StoreError) {
        let order = properties.indices.sorted {
            (properties[$0].triple, $0) < (properties[$1].triple, $1)
        }
        var (start, end) = (0, 0)
        while start < order.count {
            if start & 0xFFF == 0xFFF { try checkCancellation() }
            let triple = properties[order[start]].triple
            while end < order.count, properties[order[end]].triple == triple { end += 1 }
            try set(order[start..<end].flatMap { properties[$0].properties }, of: triple)
            start = end
        }
    }

    /// Removes the properties of an edge.
    func removeProperties(of triple: Triple) throws(StoreError) {
        let old = try storedProperties(of: triple)
        guard !old.isEmpty else { return }
        try remove(EdgeKey.properties(triple), in: databases.edges)
        try count(old, edges: -1)
    }

    private func storedProperties(of triple: Triple) throws(StoreError) -> [Property] {
        guard hasEdgeProperties else { return [] }
        return try storing { () throws(LMDBError) in try properties(of: triple) }
    }
}
