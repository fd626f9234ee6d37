import Foundation
import Graph
import HeapModule

/// The nodes most like one by what they share.
public struct Similarity: Sendable, Equatable {
    /// A node and why it is alike.
    public struct Member: Sendable, Equatable {
        /// The node.
        public let node: NodeID
        /// How alike it is: the weights of what is shared, summed.
        public let score: Double
        /// The neighbours that it shares with the other node, the rarest first, then by number.
        public let shared: [NodeID]
    }

    /// The nodes, by score, then number.
    public let members: [Member]
}

extension GraphQuery {
    /// The nodes of the same type that share neighbours with `node`, the most alike first, at most `limit` of them.
    ///
    /// A shared neighbour counts once for each relation and direction in which both nodes have it, and the more the
    /// fewer others have it so: by 1 / log₂(1 + how many do), after Adamic and Adar 2003 ("Friends and neighbors on the
    /// Web"). Without `relations`, those that carry knowledge count, or all for a node that has none of
    /// them, as a listener.
    public func similar(
        to node: NodeID, by relations: RelationSet? = nil, limit: Int = 10
    ) throws(GraphError) -> Similarity {
        try follow(EdgeChoice(relations ?? .only(reader.vocabulary.knowledge), .both), from: [node], hop: 1)
        if relations == nil, workspace.adjacency.runs.isEmpty { try follow(EdgeChoice(), from: [node], hop: 1) }
        let near = workspace.adjacency
        var sharing = Sharing(exchange(&workspace.near, with: NodeTable()), limit: reader.nodeLimit)
        defer { workspace.near = sharing.table }
        for run in near.runs {
            let back = EdgeChoice(.only([run.relation]), run.isInverse ? .out : .in)
            let shared = Array(near.nodes[run.range])
            try follow(back, from: shared, hop: 2)
            sharing.add(workspace.adjacency, of: shared, but: node)
        }
        return Similarity(members: try strongest(limit, of: sharing, as: node))
    }

    /// The best of the type of `node`: no more nodes are read than it takes to find so many.
    private func strongest(
        _ limit: Int, of sharing: Sharing, as node: NodeID
    ) throws(GraphError) -> [Similarity.Member] {
        let type = try filtering { () throws(GraphError) in try reader.nodes([node]) }[0].type
        var (order, members): (Heap<Sharing.Rank>, [Similarity.Member]) = (sharing.ranks, [])
        while members.count < limit {
            try cancellation.check()
            var ranks: [Sharing.Rank] = []
            while ranks.count < limit - members.count, let rank = order.popMin() { ranks.append(rank) }
            guard !ranks.isEmpty else { break }
            members += try filtering { () throws(GraphError) in
                zip(ranks, try reader.nodes(ranks.map(\.node))).filter { $1.type == type }.map { rank, _ in
                    Similarity.Member(node: rank.node, score: rank.score, shared: sharing.shared(by: rank.node))
                }
            }
        }
        return members
    }
}

/// The nodes that share neighbours with one, and how much.
private struct Sharing {
    /// A node's place among all: the highest score first.
    struct Rank: Comparable {
        let score: Double
        let node: NodeID

        static func < (left: Rank, right: Rank) -> Bool {
            left.score == right.score ? left.node < right.node : left.score > right.score
        }
    }

    /// A shared neighbour and those that have it.
    private struct Group {
        let shared: NodeID
        let weight: Double
        let nodes: [NodeID]
    }

    /// The place of each node in `nodes`.
    private(set) var table: NodeTable
    private var nodes: [NodeID] = []
    private var scores: [Double] = []
    private var groups: [Group] = []

    init(_ table: NodeTable, limit: Int) {
        self.table = table
        self.table.clear(limit: limit)
    }

    /// Counts what `adjacency` lists around each of the `shared` nodes, but for the node that is compared.
    mutating func add(_ adjacency: Adjacency, of shared: [NodeID], but compared: NodeID) {
        for run in adjacency.runs {
            let group = Group(
                shared: shared[run.source], weight: 1 / log2(Double(1 + run.range.count)),
                nodes: Array(adjacency.nodes[run.range]))
            groups.append(group)
            for node in group.nodes where node != compared { add(group.weight, to: node) }
        }
    }

    private mutating func add(_ weight: Double, to node: NodeID) {
        if let place = table[node] {
            scores[Int(place)] += weight
        } else {
            table[node] = UInt32(nodes.count)
            nodes.append(node)
            scores.append(weight)
        }
    }

    /// All nodes in order, to be taken one by one.
    var ranks: Heap<Rank> { Heap(zip(nodes, scores).map { Rank(score: $1, node: $0) }) }

    /// The neighbours that `node` shares, the rarest first.
    func shared(by node: NodeID) -> [NodeID] {
        var weights: [NodeID: Double] = [:]
        for group in groups where group.nodes.containsSorted(node) { weights[group.shared, default: 0] += group.weight }
        return weights.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map(\.key)
    }
}
