import Graph
import Query
import TestSupport

/// A seeded random graph of several types with loops, parallel edges and weights, and patterns to look for in it.
struct RandomMatch {
    let graph = MemoryGraph()
    let nodes: [NodeID]
    let triples: [Triple]
    private let relations: [RelationID]
    private var random: SeededGenerator

    init(seed: UInt64, nodes count: Int = 7, edges: Int = 14) {
        var random = SeededGenerator(seed: seed)
        let (types, names) = (["song", "artist"], ["r", "s", "t"])
        for type in types { graph.type(type) }
        nodes = (0..<count).map { [graph] number in
            graph.node(
                types[random.below(types.count)], "\(number)",
                properties: random.once(in: 4) ? [] : [Property("size", .integer(Int64(random.below(3))))])
        }
        relations = names.map { [graph] in graph.relation($0) }
        var drawn: Set<Triple> = []
        for _ in 0..<edges {
            let (head, tail) = (nodes[random.below(count)], nodes[random.below(count)])
            let relation = random.below(names.count)
            graph.edge(head, names[relation], tail, weight: random.once(in: 3) ? nil : Float(random.below(4)))
            drawn.insert(Triple(head, relations[relation], tail))
        }
        triples = drawn.sorted()
        self.random = random
    }

    /// A chain, star, triangle, square or whatever else the dice make of up to four nodes.
    mutating func pattern(isPlain: Bool = false) -> MatchPattern {
        let count = 1 + random.below(4)
        var pattern = MatchPattern(nodes: (0..<count).map { _ in node() })
        for node in 1..<max(count, 2) where node < count && !random.once(in: 12) {
            pattern.edges.append(edge(random.below(node), node, isPlain))
        }
        if count > 2, random.once(in: 2) { pattern.edges.append(edge(0, count - 1, isPlain)) }
        if random.once(in: 5) { pattern.edges.append(edge(random.below(count), random.below(count), isPlain)) }
        let parts = (0..<random.below(3)).map { _ in condition(pattern, isPlain) }
        if !parts.isEmpty { pattern.condition = .all(parts) }
        return pattern
    }

    private mutating func node() -> MatchPattern.Node {
        MatchPattern.Node(
            type: random.once(in: 3) ? graph.vocabulary.type(named: random.once(in: 2) ? "song" : "artist") : nil,
            candidates: random.once(in: 4)
                ? (0..<1 + random.below(3)).map { _ in nodes[random.below(nodes.count)] } : nil)
    }

    private mutating func edge(_ from: Int, _ to: Int, _ isPlain: Bool) -> MatchPattern.Edge {
        let several = random.once(in: 4) ? RelationSet.all : .of(relations.shuffled(using: &random).prefix(2))
        let one = RelationSet.of([relations[random.below(relations.count)]])
        let way = [Direction.out, .in, random.once(in: 2) ? .both : .out][random.below(3)]
        let choice = EdgeChoice(random.once(in: 3) ? several : one, way)
        let (from, to) = random.once(in: 2) ? (from, to) : (to, from)
        let chain = random.once(in: 3) ? 1 : 0
        guard !isPlain, random.once(in: 6) else { return MatchPattern.Edge(from: from, to: to, choice, chain: chain) }
        let minimum = random.below(3)
        return MatchPattern.Edge(
            from: from, to: to, EdgeChoice(one, .out), chain: chain,
            repetition: .init(minimum: minimum, maximum: random.once(in: 3) ? nil : minimum + random.below(2)))
    }

    private mutating func condition(_ pattern: MatchPattern, _ isPlain: Bool) -> Condition {
        let (one, other) = (random.below(pattern.nodes.count), random.below(pattern.nodes.count))
        let size = { (node: Int) in Term.field(.property("size"), of: .column(node)) }
        switch random.below(isPlain ? 3 : 5) {
        case 0: return .comparison(.column(one), .unequal, .column(other))
        case 1: return .comparison(size(one), .equal, .constant(.integer(1)))
        case 2:
            // One in four does not hold of anything.
            return .comparison(.constant(.integer(1)), .less, .constant(.integer(random.once(in: 4) ? 1 : 2)))
        case 3: return .any([.comparison(size(one), .less, size(other)), .isNull(size(one))])
        default:
            let column = random.below(pattern.nodes.count + pattern.edges.count)
            return .comparison(.field(.weight, of: .column(column)), .atLeast, .constant(.integer(1)))
        }
    }

    /// What to return of a pattern: values, figures or both, in an order or none, limited or not.
    mutating func wanted(of pattern: MatchPattern) -> MatchReturn {
        let items = (0..<1 + random.below(3)).map { _ in item(pattern) }
        return MatchReturn(
            items,
            order: random.once(in: 2) ? nil : .init(by: random.below(items.count), isDescending: random.once(in: 2)),
            limit: random.once(in: 2) ? nil : limit(below: 6))
    }

    /// A small limit, or at times the largest of all.
    private mutating func limit(below limit: Int) -> Int { random.once(in: 6) ? .max : random.below(limit) }

    private mutating func item(_ pattern: MatchPattern) -> MatchReturn.Item {
        let column = Term.column(random.below(pattern.nodes.count + pattern.edges.count))
        let size = Term.field(.property("size"), of: .column(random.below(pattern.nodes.count)))
        switch random.below(6) {
        case 0, 1: return .value(column)
        case 2: return .value(size)
        case 3: return .aggregate(.count, of: random.once(in: 2) ? nil : column, isDistinct: false)
        default:
            let kind = Aggregate.allCases[random.below(Aggregate.allCases.count)]
            return .aggregate(kind, of: random.once(in: 2) ? size : column, isDistinct: random.once(in: 3))
        }
    }

    /// A count of the answers for each node of a variable, or of all, as a factorised count can answer it.
    mutating func counted(_ pattern: MatchPattern) -> MatchReturn {
        let count = MatchReturn.Item.aggregate(.count, of: random.once(in: 2) ? nil : .column(0), isDistinct: false)
        guard !random.once(in: 4) else { return MatchReturn([count]) }
        return MatchReturn(
            [.value(.column(random.below(pattern.nodes.count))), count],
            order: random.once(in: 4) ? nil : .init(by: random.below(2), isDescending: !random.once(in: 4)),
            limit: random.once(in: 3) ? nil : limit(below: 5))
    }
}
