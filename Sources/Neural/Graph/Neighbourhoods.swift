import Tensor

/// Which nodes each song, or each node, gathers from.
///
/// The pooled form of the graph stage wants a list for each song: all nodes within some hops, the song itself among
/// them. The layered form wants one for each node: its direct neighbours. Song s is node s.
public struct Neighbourhoods: Sendable {
    /// Where each list starts, and the last one's end. `[lists + 1]`
    public let offsets: [Int32]
    /// The nodes, list after list.
    public let nodes: [Int32]
    /// How much each of `nodes` counts, none less than nothing; all alike where there are none.
    public let weights: [Float]?

    /// The lists of these nodes: `offsets` [lists + 1] into `nodes`, and `weights` as many as the nodes.
    public init(offsets: [Int32], nodes: [Int32], weights: [Float]? = nil) {
        precondition(offsets.first == 0 && offsets.last == Int32(nodes.count), "lists of another length")
        precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "a list that ends before its start")
        precondition(weights.map { $0.count == nodes.count && $0.allSatisfy { $0 >= 0 } } ?? true, "wrong weights")
        (self.offsets, self.nodes, self.weights) = (offsets, nodes, weights)
    }

    /// How many lists there are.
    public var count: Int { offsets.count - 1 }

    /// The longest list's length.
    public var longest: Int { zip(offsets, offsets.dropFirst()).map { Int($1 - $0) }.max() ?? 0 }
}

/// Neighbourhoods as an aggregator reads them: with the weight of each node in its list's sum.
struct AggregationLists: Sendable {
    let offsets: [Int32]
    private(set) var nodes: [Int32] = []
    /// The weights of the sum; for attention the factors before the softmax.
    private(set) var weights: [Float] = []
    let longest: Int

    init(_ neighbourhoods: Neighbourhoods, aggregator: GraphStage.Aggregator) {
        var offsets: [Int32] = [0]
        for list in 0..<neighbourhoods.count {
            let places = Int(neighbourhoods.offsets[list])..<Int(neighbourhoods.offsets[list + 1])
            for place in places where aggregator != .neighbours || neighbourhoods.nodes[place] != Int32(list) {
                nodes.append(neighbourhoods.nodes[place])
                weights.append(neighbourhoods.weights?[place] ?? 1)
            }
            let added = Int(offsets[list])..<nodes.count
            let total = aggregator.isMean ? weights[added].reduce(0) { $0 + Double($1) } : 1
            if total > 0 { for place in added { weights[place] = Float(Double(weights[place]) / total) } }
            offsets.append(Int32(nodes.count))
        }
        self.offsets = offsets
        longest = neighbourhoods.longest
    }

    func places(of list: Int32) -> Range<Int> { Int(offsets[Int(list)])..<Int(offsets[Int(list) + 1]) }
}
