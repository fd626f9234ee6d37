import Graph
import LMDB

/// Edges counted and summed from both of their ends, in memory that does not grow with them.
struct EdgeCensus {
    /// A set of numbers by its count and the sum of their hashes.
    struct Digest: Equatable {
        private(set) var count = 0
        private var sum: UInt64 = 0

        @inline(__always)
        mutating func add(_ number: UInt32) {
            count += 1
            sum &+= PairHash.mix(UInt64(number))
        }
    }

    var tally = PatternTally()
    /// For each relation its heads, then its tails.
    private(set) var ends: [Digest]
    /// By the lowest bits of the head: the hashes of edges met from their heads, less those met from their tails.
    private var balances = [UInt64](repeating: 0, count: 1 << 16)

    init(relationCount: Int) { ends = Array(repeating: Digest(), count: 2 * relationCount) }

    /// The place in `ends` of a relation's heads or tails.
    static func place(_ relation: RelationID, areTails: Bool) -> Int { 2 * Int(relation.rawValue) + (areTails ? 1 : 0) }

    /// Takes in a node's neighbours by one relation, one way.
    mutating func count(_ node: NodeID, _ relation: RelationID, isInverse: Bool, _ others: [UInt32]) {
        let place = Self.place(relation, areTails: isInverse)
        if place < ends.count { ends[place].add(node.rawValue) }
        if isInverse {
            for other in others {
                let head = NodeID(rawValue: other)
                balances[Self.bucket(of: head)] &-= Self.hash(head, relation, node)
            }
        } else {
            var balance: UInt64 = 0
            for other in others { balance &+= Self.hash(node, relation, NodeID(rawValue: other)) }
            balances[Self.bucket(of: node)] &+= balance
        }
    }

    /// Where an edge of this head is summed.
    static func bucket(of head: NodeID) -> Int { Int(head.rawValue & 0xFFFF) }

    /// The buckets whose edges are not the same from both ends.
    var unbalanced: [Int] { balances.indices.filter { balances[$0] != 0 } }

    @inline(__always)
    private static func hash(_ head: NodeID, _ relation: RelationID, _ tail: NodeID) -> UInt64 {
        let ends = UInt64(head.rawValue) << 32 | UInt64(tail.rawValue)
        return PairHash.mix(ends ^ UInt64(relation.rawValue) &* 0x9E37_79B9_7F4A_7C15)
    }
}
