import Graph

/// A neighbour with the edge that leads to it, in one integer: sorted by node, so that lists can be intersected.
struct Neighbour: Comparable, BitwiseCopyable {
    private let bits: UInt64

    init(_ node: NodeID, by relation: RelationID, isInverse: Bool) {
        bits = UInt64(node.rawValue) << 16 | (isInverse ? 1 << 15 : 0) | UInt64(relation.rawValue)
    }

    var node: NodeID { NodeID(rawValue: UInt32(truncatingIfNeeded: bits >> 16)) }

    var step: Path.Step {
        Path.Step(
            relation: RelationID(rawValue: UInt16(truncatingIfNeeded: bits & 0x7FFF)), isInverse: bits & 0x8000 != 0)
    }

    /// The stored edge that joins `source` to it.
    func triple(from source: NodeID) -> Triple {
        let step = step
        return step.isInverse ? Triple(node, step.relation, source) : Triple(source, step.relation, node)
    }

    static func < (left: Neighbour, right: Neighbour) -> Bool { left.bits < right.bits }
}

/// The neighbour lists that a match has read, each of them once as long as there is room.
struct NeighbourLists {
    /// How many neighbours are kept before all are forgotten.
    static let room = 1 << 22

    private let choices: [EdgeChoice]
    /// For each choice, where the list of a node stands in `ranges`.
    private var places: [NodeTable]
    private var ranges: [Range<Int>] = []
    private(set) var neighbours: [Neighbour] = []
    /// How often all has been forgotten: ranges of another generation mean nothing.
    private(set) var generation = 0

    init(_ choices: [EdgeChoice], tables: [NodeTable]) {
        self.choices = choices
        places = tables
    }

    /// The tables, for the next query.
    var tables: [NodeTable] { places }

    /// Forgets all where there is no room left for more.
    mutating func makeRoom(limit: Int) {
        guard neighbours.count > Self.room else { return }
        generation += 1
        ranges.removeAll(keepingCapacity: true)
        neighbours.removeAll(keepingCapacity: true)
        for choice in places.indices { places[choice].clear(limit: limit) }
    }

    /// Where the list of a node that has been read stands in `neighbours`.
    func range(of node: NodeID, choice: Int) -> Range<Int> {
        places[choice][node].map { ranges[Int($0)] } ?? 0..<0
    }

    /// Reads the lists of those `nodes` that have not been read yet, with one question.
    mutating func read(
        _ nodes: some Sequence<NodeID>, choice: Int, in reader: some GraphReader, _ adjacency: inout Adjacency
    ) throws(GraphError) {
        var frontier: [NodeID] = []
        for node in nodes where places[choice][node] == nil {
            places[choice][node] = UInt32(ranges.count + frontier.count)
            frontier.append(node)
        }
        guard !frontier.isEmpty else { return }
        let edges = choices[choice]
        try reader.neighbours(of: frontier, via: edges.relations, direction: edges.direction, into: &adjacency)
        var run = 0
        for source in frontier.indices {
            let (first, start) = (run, neighbours.count)
            while run < adjacency.runs.count, adjacency.runs[run].source == source {
                append(adjacency.runs[run], of: adjacency, isEitherWay: edges.direction == .both, frontier[source])
                run += 1
            }
            if run > first + 1 { neighbours[start...].sort() }
            ranges.append(start..<neighbours.count)
        }
    }

    /// Appends a run; of a loop that is followed either way only the one along it.
    private mutating func append(
        _ run: Adjacency.Run, of adjacency: Adjacency, isEitherWay: Bool, _ source: NodeID
    ) {
        for node in adjacency.nodes[run.range] where !(isEitherWay && run.isInverse && node == source) {
            neighbours.append(Neighbour(node, by: run.relation, isInverse: run.isInverse))
        }
    }

    /// The places before `end` at which `node` stands, from `start` on; where it does not, an empty range at the
    /// next larger one. Steps double, so that it is quick both nearby and far away.
    func places(of node: NodeID, from start: Int, before end: Int) -> Range<Int> {
        var (low, step) = (start, 1)
        while low + step <= end, neighbours[low + step - 1].node < node {
            low += step
            step *= 2
        }
        var high = min(low + step, end)
        while low < high {
            let middle = (low + high) / 2
            if neighbours[middle].node < node { low = middle + 1 } else { high = middle }
        }
        var last = low
        while last < end, neighbours[last].node == node { last += 1 }
        return low..<last
    }

    /// Calls `body` with every node that stands in all of `lists`, ascending, and with its places in each of them.
    ///
    /// The shortest list leads and the others follow by leaps (leapfrog join, Veldhuizen 2014), so that the work is
    /// that of the shortest list but for a logarithm.
    func intersect(_ lists: [Range<Int>], body: (NodeID, [Range<Int>]) -> Void) {
        guard let leader = lists.indices.min(by: { lists[$0].count < lists[$1].count }) else { return }
        var found = lists
        var starts = lists.map(\.lowerBound)
        var here = lists[leader].lowerBound
        leading: while here < lists[leader].upperBound {
            let node = neighbours[here].node
            for list in lists.indices {
                found[list] = places(of: node, from: starts[list], before: lists[list].upperBound)
                starts[list] = found[list].isEmpty ? found[list].lowerBound : found[list].upperBound
                guard found[list].isEmpty else { continue }
                guard starts[list] < lists[list].upperBound else { return }
                here =
                    places(of: neighbours[starts[list]].node, from: here, before: lists[leader].upperBound).lowerBound
                // The leader leaps too; what others have skipped stays skipped.
                if list != leader { starts[leader] = here }
                continue leading
            }
            body(node, found)
            here = found[leader].upperBound
        }
    }
}
