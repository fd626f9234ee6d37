import Graph

/// A set of nodes that one walk after another uses: a bit a node, so that it stays in the processor's cache.
struct NodeSet {
    private var words: [UInt64] = []
    /// The members, in the order in which they came.
    private(set) var members: [NodeID] = []
    /// Whether there are members that are not listed.
    private var hasMore = false

    /// Forgets all members and makes room for nodes below `limit`.
    mutating func clear(limit: Int) {
        let size = (limit + 63) / 64
        if hasMore || members.count > size {
            for word in words.indices { words[word] = 0 }
        } else {
            for node in members { words[node.index / 64] = 0 }
        }
        hasMore = false
        members.removeAll(keepingCapacity: true)
        if words.count < size { words += Array(repeating: 0, count: size - words.count) }
    }

    /// Forgets the members; there is room for the same nodes as before.
    mutating func clear() { clear(limit: words.count * 64) }

    /// Whether `node` is a member.
    func contains(_ node: NodeID) -> Bool {
        words[node.index / 64] >> UInt64(node.index % 64) & 1 == 1
    }

    /// Adds `node`; false where it was a member already.
    @discardableResult
    mutating func insert(_ node: NodeID) -> Bool {
        let (word, bit) = (node.index / 64, UInt64(1) << UInt64(node.index % 64))
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        members.append(node)
        return true
    }

    /// Adds all of `nodes`.
    mutating func insert(_ nodes: [NodeID]) {
        for node in nodes { insert(node) }
    }

    /// Adds all of `nodes` without listing them; answers how many are new.
    mutating func count(_ nodes: [NodeID]) -> Int {
        var new = 0
        hasMore = true
        for node in nodes {
            let (word, shift) = (node.index / 64, UInt64(node.index % 64))
            new += Int(truncatingIfNeeded: ~(words[word] >> shift) & 1)
            words[word] |= 1 << shift
        }
        return new
    }
}
