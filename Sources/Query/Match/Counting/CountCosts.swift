import Graph

/// What the ways to count the answers of a tree are expected to cost.
final class CountCosts {
    /// The cheapest way to the nodes of a variable.
    struct Approach {
        /// How many nodes it finds.
        var size: Double
        /// What it costs, together with counting the branches of the nodes found.
        var cost: Double
        /// The edge along which it comes from another variable; nil where it starts from a list.
        var source: CountTree.Link?
    }

    private struct Place: Hashable {
        let node: Int
        let barred: Int?
    }

    private let tree: CountTree
    let estimates: MatchEstimates
    private var known: [Place: Approach] = [:]

    init(_ tree: CountTree, _ vocabulary: Vocabulary) {
        self.tree = tree
        estimates = MatchEstimates(tree.pattern, vocabulary)
    }

    /// The edges of `node` but one.
    func links(of node: Int, but barred: Int?) -> [CountTree.Link] { tree.links[node].filter { $0.edge != barred } }

    /// The cheapest way to count the branches of `node` along all its edges but one.
    func approach(_ node: Int, but barred: Int?) -> Approach {
        let place = Place(node: node, barred: barred)
        if let answer = known[place] { return answer }
        let links = links(of: node, but: barred)
        let list = tree.pattern.start(node, estimates).size
        var best = Approach(size: list, cost: MatchOrder.seekCost + list + branches(links, of: list, from: node))
        for source in tree.pattern.nodes[node].candidates == nil ? links : [] {
            let found = approach(source.far, but: source.edge).size * estimates.fan(of: source.edge, from: source.far)
            let size = estimates.distinct(node, in: found)
            let cost = spreading(source) + branches(links.filter { $0.edge != source.edge }, of: size, from: node)
            if cost < best.cost { best = Approach(size: size, cost: cost, source: source) }
        }
        known[place] = best
        return best
    }

    /// Counting a branch from its far ends for all nodes of this end.
    func spreading(_ link: CountTree.Link) -> Double {
        let far = approach(link.far, but: link.edge)
        return far.cost + far.size * reading(link.edge, from: link.far)
    }

    /// Asking each of `count` nodes of `node` for a branch.
    func gathering(_ link: CountTree.Link, for count: Double, from node: Int) -> Double {
        let ends = estimates.distinct(link.far, in: count * estimates.fan(of: link.edge, from: node))
        return count * reading(link.edge, from: node)
            + branches(links(of: link.far, but: link.edge), of: ends, from: link.far)
    }

    /// Reading one node's list.
    func reading(_ edge: Int, from node: Int) -> Double {
        MatchOrder.seekCost + estimates.fan(of: edge, from: node)
    }

    /// The share of nodes at the far end of an edge whose branch counts anything.
    func share(_ link: CountTree.Link) -> Double {
        approach(link.far, but: link.edge).size / estimates.nodeCount(link.far)
    }

    private func branches(_ links: [CountTree.Link], of count: Double, from node: Int) -> Double {
        links.reduce(0) { $0 + min(spreading($1), gathering($1, for: count, from: node)) }
    }
}
