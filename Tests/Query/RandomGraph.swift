import Graph
import Query
import TestSupport

extension GraphQuery {
    /// The shortest paths of at most `hops` steps.
    func shortestPaths(
        from start: NodeID, to goal: NodeID, by edges: EdgeChoice = EdgeChoice(), hops: Int = 4, limit: Int = 10
    ) throws -> PathList {
        try shortestPaths(PathRequest(from: start, to: goal, by: edges, hops: 1...hops, limit: limit))
    }
}

/// A seeded random graph with its edges at hand, so that the plainest evaluators can read it.
struct RandomGraph {
    let graph = MemoryGraph()
    let nodes: [NodeID]
    let triples: [Triple]
    let relations: [RelationID]

    init(seed: UInt64, nodes count: Int, edges: Int, relations relationCount: Int) {
        var random = SeededGenerator(seed: seed)
        let nodes = (0..<count).map { [graph] in graph.node("n", "\($0)") }
        let names = (0..<relationCount).map { "r\($0)" }
        relations = names.map { [graph] in graph.relation($0) }
        var drawn: Set<Triple> = []
        for _ in 0..<edges {
            let (head, tail) = (
                nodes.randomElement(using: &random) ?? nodes[0], nodes.randomElement(using: &random) ?? nodes[0]
            )
            let relation = Int.random(in: 0..<relationCount, using: &random)
            graph.edge(head, names[relation], tail)
            drawn.insert(Triple(head, relations[relation], tail))
        }
        self.nodes = nodes
        triples = drawn.sorted { ($0.head, $0.relation, $0.tail) < ($1.head, $1.relation, $1.tail) }
    }

    /// All single steps from a node.
    func steps(from node: NodeID, by edges: EdgeChoice = EdgeChoice()) -> [(NodeID, Triple)] {
        triples.filter { edges.relations.contains($0.relation) }.flatMap { triple -> [(NodeID, Triple)] in
            var found: [(NodeID, Triple)] = []
            if edges.direction != .in, triple.head == node { found.append((triple.tail, triple)) }
            if edges.direction != .out, triple.tail == node { found.append((triple.head, triple)) }
            return found
        }
    }

    /// The distance of every node that can be reached, by relaxing all edges over and over.
    func distances(from start: NodeID, by edges: EdgeChoice = EdgeChoice()) -> [NodeID: Int] {
        var distances = [start: 0]
        var changed = true
        while changed {
            changed = false
            for node in nodes {
                guard let here = distances[node] else { continue }
                for (next, _) in steps(from: node, by: edges) where distances[next] ?? .max > here + 1 {
                    distances[next] = here + 1
                    changed = true
                }
            }
        }
        return distances
    }

    /// The pairs that a pattern relates, by the algebra of relations.
    func pairs(_ pattern: PathPattern) -> Set<[NodeID]> {
        switch pattern {
        case .filtered: []
        case .step(let edges): Set(nodes.flatMap { node in steps(from: node, by: edges).map { [node, $0.0] } })
        case .sequence(let parts): parts.map(pairs).reduce(identity, join)
        case .alternatives(let parts): parts.map(pairs).reduce([]) { $0.union($1) }
        case .repeated(let part, let minimum, let maximum):
            repeated(pairs(part), minimum: minimum, maximum: maximum)
        }
    }

    private var identity: Set<[NodeID]> { Set(nodes.map { [$0, $0] }) }

    private func join(_ left: Set<[NodeID]>, _ right: Set<[NodeID]>) -> Set<[NodeID]> {
        let byStart = Dictionary(grouping: right) { $0[0] }
        return Set(left.flatMap { pair in (byStart[pair[1]] ?? []).map { [pair[0], $0[1]] } })
    }

    private func repeated(_ part: Set<[NodeID]>, minimum: Int, maximum: Int?) -> Set<[NodeID]> {
        var power = identity
        for _ in 0..<minimum { power = join(power, part) }
        var all = power
        var times = minimum
        while maximum.map({ times < $0 }) ?? true {
            power = join(power, part)
            guard !power.isSubset(of: all) else { break }
            all.formUnion(power)
            times += 1
        }
        return all
    }
}
