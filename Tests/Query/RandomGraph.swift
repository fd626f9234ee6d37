import Graph
import Query
import TestSupport

/// A seeded random graph with its edges at hand, so that the plainest evaluators can read it.
///
/// Nodes have a `size` of 0 to 4; most edges have a whole weight of 0 to 5.
struct RandomGraph {
    /// One step from a node.
    struct Step {
        let node: NodeID
        let triple: Triple
        let isInverse: Bool

        var form: Path.Step { Path.Step(relation: triple.relation, isInverse: isInverse) }
    }

    let graph = MemoryGraph()
    let nodes: [NodeID]
    let triples: [Triple]
    let relations: [RelationID]
    let weights: [Triple: Float]

    init(seed: UInt64, nodes count: Int, edges: Int, relations relationCount: Int, types: Int = 1) {
        var random = SeededGenerator(seed: seed)
        let nodes = (0..<count).map { [graph] in
            graph.node("n\($0 % types)", "\($0)", properties: [Property("size", .integer(Int64($0 % 5)))])
        }
        let names = (0..<relationCount).map { "r\($0)" }
        relations = names.map { [graph] in graph.relation($0) }
        var drawn: [Triple: Float?] = [:]
        for _ in 0..<edges {
            let (head, tail) = (nodes[random.below(count)], nodes[random.below(count)])
            let relation = random.below(relationCount)
            let weight = random.once(in: 8) ? nil : Float(random.below(6))
            graph.edge(head, names[relation], tail, weight: weight)
            drawn.updateValue(weight, forKey: Triple(head, relations[relation], tail))
        }
        self.nodes = nodes
        triples = drawn.keys.sorted()
        weights = drawn.compactMapValues { $0 }
    }

    /// All single steps from a node.
    func steps(from node: NodeID, by edges: EdgeChoice = EdgeChoice()) -> [Step] {
        triples.filter { edges.relations.contains($0.relation) }.flatMap { triple -> [Step] in
            var found: [Step] = []
            if edges.direction != .in, triple.head == node {
                found.append(Step(node: triple.tail, triple: triple, isInverse: false))
            }
            if edges.direction != .out, triple.tail == node {
                found.append(Step(node: triple.head, triple: triple, isInverse: true))
            }
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
                for step in steps(from: node, by: edges) where distances[step.node] ?? .max > here + 1 {
                    distances[step.node] = here + 1
                    changed = true
                }
            }
        }
        return distances
    }

    /// All paths between the request's ends without a repeated node, of any number of steps in its range, in order.
    func simplePaths(_ request: PathRequest) -> [Path] {
        var (paths, front) = ([Path](), [Path(at: request.start)])
        for length in 1...request.hops.upperBound {
            front = front.flatMap { path in
                steps(from: path.end, by: request.edges).filter { !path.nodes.contains($0.node) }
                    .map { path.appending($0.form, to: $0.node) }
            }
            if request.hops.contains(length) { paths += front.filter { $0.end == request.goal } }
            front.removeAll { $0.end == request.goal || request.avoiding.contains($0.end) }
        }
        return paths.sorted()
    }
}
