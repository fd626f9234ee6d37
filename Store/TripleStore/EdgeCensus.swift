import Graph

/// Edges counted from both of their ends.
struct EdgeCensus {
    var tally = PatternTally()
    var heads: [RelationID: [NodeID]] = [:]
    var tails: [RelationID: [NodeID]] = [:]
    private var dangling = 0
    /// The hashes of edges met from their heads, less those of edges met from their tails.
    private var balance: UInt64 = 0
    private var (out, inverse) = (0, 0)

    mutating func count(_ adjacency: Adjacency, _ frontier: [NodeID], _ types: TypeTable) {
        for run in adjacency.runs {
            let node = frontier[run.source]
            if run.isInverse {
                tails[run.relation, default: []].append(node)
            } else {
                heads[run.relation, default: []].append(node)
            }
            for other in adjacency.nodes[run.range] {
                guard types.contains(node), types.contains(other) else {
                    dangling += 1
                    continue
                }
                count(run.isInverse ? Triple(other, run.relation, node) : Triple(node, run.relation, other), run, types)
            }
        }
    }

    private mutating func count(_ edge: Triple, _ run: Adjacency.Run, _ types: TypeTable) {
        if run.isInverse {
            inverse += 1
            balance &-= hash(edge)
        } else {
            out += 1
            balance &+= hash(edge)
            tally.count(types[edge.head], edge.relation, types[edge.tail])
        }
    }

    /// Mixes an edge to 64 bits, so that a sum over different sets of edges differs all but surely.
    private func hash(_ edge: Triple) -> UInt64 {
        var mixed = UInt64(edge.head.rawValue) << 32 | UInt64(edge.tail.rawValue)
        mixed = (mixed ^ UInt64(edge.relation.rawValue) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 32)
    }

    var findings: [StoreFinding] {
        var findings: [StoreFinding] = []
        if dangling > 0 { findings.append(.danglingEdges(dangling)) }
        if balance != 0 || out != inverse { findings.append(.oneWayEdges(max(1, abs(out - inverse)))) }
        return findings
    }
}
