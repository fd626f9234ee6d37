import Graph

/// A copy in memory of what a graph knows about its songs: the edges that carry knowledge, either way.
///
/// It is read once, each edge twice at most, and then serves any number of listeners on any number of threads.
public struct KnowledgeGraph: Sendable {
    /// Where each node's neighbours start in `targets`, and one more for the end. `[nodes + 1]`
    private let offsets: [Int]
    /// The neighbours of all nodes, each node's ascending and each once. `[edges, both ways]`
    private let targets: [NodeID]
    /// Which nodes are songs. `[nodes]`
    private let isSong: [Bool]

    /// A graph without a node.
    public init() { (offsets, targets, isSong) = ([0], [], []) }

    /// The songs of `reader`, and its edges of `relations`; of `Vocabulary.knowledge` where they are nil.
    ///
    /// Where `cancellation` is raised, reading stops with `GraphError.interrupted`.
    public init(
        reading reader: some GraphReader, along relations: [RelationID]? = nil,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        var isSong = [Bool](repeating: false, count: reader.nodeLimit)
        if let song = reader.vocabulary.type(named: "song") {
            for node in try reading({ () throws(GraphError) in try reader.nodes(ofType: song) }) {
                isSong[node.index] = true
            }
        }
        self.isSong = isSong
        let relations = relations ?? reader.vocabulary.knowledge
        let nodes = try Self.ends(of: relations, in: reader)
        var (offsets, targets, adjacency) = ([Int](), [NodeID](), Adjacency())
        for start in stride(from: 0, to: nodes.count, by: Self.portion) {
            let frontier = Array(nodes[start..<min(start + Self.portion, nodes.count)])
            do {
                try cancellation.check()
                try reader.neighbours(of: frontier, via: .of(relations), direction: .both, into: &adjacency)
            } catch { throw .graph(error) }
            Self.append(adjacency, of: frontier, to: &offsets, &targets)
        }
        while offsets.count <= reader.nodeLimit { offsets.append(targets.count) }
        (self.offsets, self.targets) = (offsets, targets)
    }

    /// How many numbers of nodes it knows of.
    var nodeCount: Int { isSong.count }

    /// Whether it has no edge.
    public var isEmpty: Bool { targets.isEmpty }

    /// Whether the graph has the node, as a song.
    package func hasSong(_ node: NodeID) -> Bool { node.index < isSong.count && isSong[node.index] }

    /// The nodes one step away, ascending; none of a node that the graph has not.
    package func neighbours(of node: NodeID) -> ArraySlice<NodeID> {
        node.index + 1 < offsets.count ? targets[offsets[node.index]..<offsets[node.index + 1]] : []
    }

    /// How many nodes are asked about at once; between two portions the work can be stopped.
    private static let portion = 1_024

    /// The nodes that an edge of `relations` touches, ascending.
    private static func ends(
        of relations: [RelationID], in reader: some GraphReader
    ) throws(RecommenderError) -> [NodeID] {
        var isEnd = [Bool](repeating: false, count: reader.nodeLimit)
        for relation in relations {
            for end in try reading({ () throws(GraphError) in try reader.heads(of: relation) }) {
                isEnd[end.index] = true
            }
            for end in try reading({ () throws(GraphError) in try reader.tails(of: relation) }) {
                isEnd[end.index] = true
            }
        }
        return isEnd.indices.filter { isEnd[$0] }.map(NodeID.init)
    }

    /// Appends the neighbours of each node of `frontier`, ascending, whose numbers are above all before.
    private static func append(
        _ adjacency: Adjacency, of frontier: [NodeID], to offsets: inout [Int], _ targets: inout [NodeID]
    ) {
        var lists = [[NodeID]](repeating: [], count: frontier.count)
        for run in adjacency.runs { lists[run.source] += adjacency.nodes[run.range] }
        for (node, list) in zip(frontier, lists) {
            while offsets.count <= node.index { offsets.append(targets.count) }
            for target in list.sorted() where targets.count == offsets[node.index] || targets.last != target {
                targets.append(target)
            }
        }
    }
}

extension KnowledgeGraph: Surroundings {
    func step(from frontier: [NodeID], into reached: inout [NodeID]) {
        for node in frontier { reached += neighbours(of: node) }
    }

    func songs(among nodes: [NodeID]) -> [NodeID] { nodes.filter(hasSong) }
}

extension KnowledgeGraph {
    /// The distance from which on songs count as equally far: one more than the hops that the engine looks about.
    public static let farthest = 4

    /// How many steps lie between two nodes, `farthest` at most.
    ///
    /// Only what the two ends touch is looked at, so that no hub on the way makes it slow.
    public func distance(_ one: NodeID, _ other: NodeID) -> Int {
        if one == other { return 0 }
        let (near, far) = (neighbours(of: one), neighbours(of: other))
        if Self.contains(near, other) { return 1 }
        if Self.share(near, far) { return 2 }
        return near.contains { left in far.contains { right in isEdge(left, right) } } ? 3 : Self.farthest
    }

    private func isEdge(_ one: NodeID, _ other: NodeID) -> Bool {
        let (near, far) = (neighbours(of: one), neighbours(of: other))
        return near.count < far.count ? Self.contains(near, other) : Self.contains(far, one)
    }

    private static func share(_ left: ArraySlice<NodeID>, _ right: ArraySlice<NodeID>) -> Bool {
        var (i, j) = (left.startIndex, right.startIndex)
        while i < left.endIndex && j < right.endIndex {
            if left[i] == right[j] { return true }
            if left[i] < right[j] { i += 1 } else { j += 1 }
        }
        return false
    }

    private static func contains(_ nodes: ArraySlice<NodeID>, _ node: NodeID) -> Bool {
        var (low, high) = (nodes.startIndex, nodes.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < nodes.endIndex && nodes[low] == node
    }
}
