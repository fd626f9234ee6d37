import Graph
import HeapModule

/// Finds the cheapest way on from where a path's beginning ends to the goal.
///
/// Dijkstra 1959, from the goal backwards, over nodes and the steps that are left, for the steps are limited too.
struct CheapestRests<Reader: GraphReader> {
    private struct Place: Hashable {
        let node: NodeID
        /// How many steps are left to the goal.
        let left: Int
    }

    /// What the rest of a path costs, and its first step: of equally cheap ones the least.
    private struct Rest {
        let cost: Double
        let hop: Path.Hop?
    }

    private struct Label: Comparable {
        let cost: Double
        let place: Place

        static func < (one: Label, two: Label) -> Bool {
            (one.cost, one.place.left, one.place.node) < (two.cost, two.place.left, two.place.node)
        }
    }

    /// A step from `node` and what it costs.
    private struct Arc {
        let node: NodeID
        let hop: Path.Hop
        let cost: Double
    }

    private let query: GraphQuery<Reader>
    private let request: PathRequest
    private let field: Field
    /// The steps that lead to each node walked from, and what every edge of them costs.
    private var arcs: [NodeID: [Arc]] = [:]
    private var costs: [Triple: Double] = [:]

    init(_ query: GraphQuery<Reader>, _ request: PathRequest, _ field: Field) {
        (self.query, self.request, self.field) = (query, request, field)
    }

    /// The cheapest path that begins with `root` and goes on by another step than those of `passed` do.
    mutating func leave(_ root: Path, passed: [Path]) throws(QueryError) -> Detour? {
        let closed = request.avoiding.union(root.nodes.dropLast())
        let taken = Set(passed.filter { $0.length > root.length && $0.starts(with: root) }.map { $0.hop(root.length) })
        let rests = try search(from: root.end, within: request.hops.upperBound - root.length) { arc in
            !closed.contains(arc.node) && !(arc.node == root.end && taken.contains(arc.hop))
        }
        guard var place = rests.start else { return nil }
        var path = root
        while let hop = rests.table[place]?.hop {
            path = path.appending(hop.step, to: hop.node)
            place = Place(node: hop.node, left: place.left - 1)
        }
        let cost = path.triples.reduce(0) { $0 + (costs[$1] ?? 0) }
        return Detour(cost: cost, path: path, leaving: root.length)
    }

    /// The cheapest rests of paths, up to that from `spur`, which is nil where there is none of at most `most` steps.
    private mutating func search(
        from spur: NodeID, within most: Int, _ isOpen: (Arc) -> Bool
    ) throws(QueryError) -> (table: [Place: Rest], start: Place?) {
        var table: [Place: Rest] = [:]
        var fewest: [NodeID: Int] = [:]
        var labels = Heap<Label>()
        func reach(_ place: Place, _ rest: Rest) {
            if let known = table[place] {
                if known.cost < rest.cost { return }
                if known.cost == rest.cost, let hop = known.hop, let other = rest.hop, hop < other { return }
            }
            table[place] = rest
            labels.insert(Label(cost: rest.cost, place: place))
        }
        reach(Place(node: request.goal, left: 0), Rest(cost: 0, hop: nil))
        while let label = labels.popMin() {
            let (node, left) = (label.place.node, label.place.left)
            if node == spur { return (table, label.place) }
            // One with no more steps left is no dearer.
            guard left < fewest[node] ?? .max, fewest[node] == nil || isLimited else { continue }
            fewest[node] = left
            guard left < most else { continue }
            for arc in try arcs(to: node) where isOpen(arc) {
                reach(Place(node: arc.node, left: left + 1), Rest(cost: label.cost + arc.cost, hop: arc.hop))
            }
        }
        return (table, nil)
    }

    /// Whether there are longer simple paths than the request allows.
    private var isLimited: Bool { request.hops.upperBound < query.reader.nodeLimit - 1 }

    /// The steps that lead to `node` along edges that have a cost.
    private mutating func arcs(to node: NodeID) throws(QueryError) -> [Arc] {
        do throws(GraphError) {
            try query.cancellation.check()
            if let known = arcs[node] { return known }
            let back = try query.hops(from: node, by: request.edges.reversed, at: 1)
            arcs[node] = try query.filtering { () throws(GraphError) in try priced(back, to: node) }
        } catch { throw .graph(error) }
        for arc in arcs[node] ?? [] where arc.cost < 0 { throw .negativeCost(arc.hop.triple(from: arc.node)) }
        return arcs[node] ?? []
    }

    /// The steps `back` from `node`, turned round, that have a cost.
    private mutating func priced(_ back: [Path.Hop], to node: NodeID) throws(GraphError) -> [Arc] {
        let edges = back.map { $0.triple(from: node) }
        let values = try Evaluator(query.reader).values(
            of: .field(field, of: .column(0)), in: Rows([edges.map(Datum.edge)]))
        var arcs: [Arc] = []
        for (hop, (edge, value)) in zip(back, zip(edges, values)) {
            guard let cost = value.number, !cost.isNaN else { continue }
            costs[edge] = cost
            arcs.append(Arc(node: hop.node, hop: hop.back(to: node), cost: cost))
        }
        return arcs
    }
}
