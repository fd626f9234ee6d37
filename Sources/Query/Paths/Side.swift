import Graph

/// One side of a breadth-first search that meets another, with all that it has read.
struct Side {
    private let edges: EdgeChoice
    private(set) var met: NodeSet
    /// Where the nodes of each distance begin among those met.
    private var levels: [Int]
    /// What was read from the nodes of each distance.
    private(set) var readings: [Adjacency] = []

    /// The side that begins at `start`; the `avoided` nodes are never met.
    init(from start: NodeID, avoiding avoided: Set<NodeID>, by edges: EdgeChoice, _ set: NodeSet, limit: Int) {
        self.edges = edges
        met = set
        met.clear(limit: limit)
        for node in avoided { met.insert(node) }
        levels = [met.members.count]
        met.insert(start)
    }

    /// How far it has gone.
    var depth: Int { readings.count }

    /// The nodes met last.
    var frontier: ArraySlice<NodeID> { met.members[levels[depth]...] }

    /// Goes one step further.
    mutating func advance(_ query: GraphQuery<some GraphReader>) throws(GraphError) {
        try query.follow(edges, from: Array(frontier), hop: depth + 1)
        levels.append(met.members.count)
        met.insert(query.workspace.adjacency.nodes)
        readings.append(query.workspace.takeAdjacency())
    }

    /// Calls `body` with each edge on a shortest path from the start to one of `ends`, nodes of the frontier: the node
    /// that is nearer the start, and the step from there.
    func eachEdge(to ends: [NodeID], marks: inout NodeSet, _ body: (NodeID, Path.Hop) -> Void) {
        var ends = ends
        for (distance, reading) in readings.enumerated().reversed() {
            marks.clear()
            marks.insert(ends)
            var nearer: [NodeID] = []
            for run in reading.runs {
                let source = met.members[levels[distance] + run.source]
                let step = Path.Step(relation: run.relation, isInverse: run.isInverse)
                for node in reading.nodes[run.range] where marks.contains(node) {
                    body(source, Path.Hop(node: node, step: step))
                    if nearer.last != source { nearer.append(source) }
                }
            }
            ends = nearer
        }
    }
}
