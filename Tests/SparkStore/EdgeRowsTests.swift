import Graph
import SparkStore
import TestSupport
import Testing

/// Edges that come in any order, put into the order of an adjacency.
@Suite struct EdgeRowsTests {
    @Test(arguments: 0..<20) func theyAreAsAGraphInMemoryHasThem(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let graph = MemoryGraph()
        let nodes = (0..<12).map { graph.node("node", "\($0)") }
        for _ in 0..<60 {
            graph.edge(
                nodes[random.below(12)], ["a", "b", "c"][random.below(3)], nodes[random.below(12)],
                weight: random.once(in: 2) ? Float(random.below(9)) : nil)
        }
        // Unsorted, and a node twice.
        let frontier = (0..<9).map { _ in nodes[random.below(12)] }
        let expected = try graph.neighbours(of: frontier)
        var rows = EdgeRows(frontier: frontier)
        for triple in try all(of: graph, nodes).shuffled(using: &random) {
            let weight = try graph.weights(of: [triple])[0] ?? .nan
            let step = Int16(triple.relation.rawValue)
            rows.append(source: triple.head, step: step, node: triple.tail, weight: weight)
            rows.append(source: triple.tail, step: ~step, node: triple.head, weight: weight)
        }
        try rows.sort(Cancellation())
        var adjacency = Adjacency()
        rows.fill(&adjacency)
        #expect(adjacency.runs == expected.runs)
        #expect(adjacency.nodes == expected.nodes)
        for triple in expected.triples(from: frontier) {
            let found = try #require(rows.weight(of: triple))
            #expect(try (found.isNaN ? nil : found) == graph.weights(of: [triple])[0])
        }
    }

    @Test func anEdgeOfNobodyAskedIsUnknown() {
        let rows = EdgeRows(frontier: [NodeID(rawValue: 1)])
        #expect(rows.weight(of: Triple(NodeID(rawValue: 2), RelationID(rawValue: 0), NodeID(rawValue: 1))) == nil)
    }

    private func all(of graph: MemoryGraph, _ nodes: [NodeID]) throws -> [Triple] {
        try graph.neighbours(of: nodes, direction: .out).triples(from: nodes)
    }
}
