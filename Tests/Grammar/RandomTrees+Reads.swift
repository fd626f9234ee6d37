import Grammar

extension RandomTrees {
    mutating func read() -> Read {
        switch random.below(14) {
        case 0, 1: .neighbours(neighbours())
        case 2, 3: .traverse(traverse())
        case 4: .paths(paths())
        case 5, 6: .match(match())
        case 7: .explain(explain())
        case 8: .recommend(recommend())
        case 9: .similar(similar())
        case 10: .evaluate(evaluate())
        case 11: .describe(node())
        case 12: .find(text: word(string()), type: maybe { $0.word() }, limit: maybe { $0.count() })
        default: deeper({ _ in .stats }, { .plan($0.read()) })
        }
    }

    private mutating func neighbours() -> Neighbours {
        var neighbours = Neighbours(of: node())
        neighbours.hops = maybe { $0.hops() }
        neighbours.via = some(0...2) { $0.word() }
        neighbours.way = maybe { $0.pick(Way.allCases) }
        neighbours.counts = random.once(in: 4)
        neighbours.tail = tail(counting: neighbours.counts)
        return neighbours
    }

    private mutating func traverse() -> Traverse {
        var traverse = Traverse(from: node(), by: path())
        traverse.answer = maybe { $0.pick(Traverse.Answer.allCases) }
        traverse.tail = tail(counting: traverse.answer == .count)
        return traverse
    }

    private mutating func path() -> PathExpression {
        switch random.below(4) {
        case 0: .alternatives(some(2...3) { $0.random.once(in: 2) ? .step($0.step()) : $0.sequence() })
        case 1: sequence()
        default: .step(step())
        }
    }

    private mutating func sequence() -> PathExpression { .sequence(some(2...3) { .step($0.step()) }) }

    private mutating func step() -> PathExpression.Step {
        var step = PathExpression.Step(deeper({ .relation($0.word()) }, { $0.subject() }))
        step.way = pick(Way.allCases)
        step.quantifier = maybe { $0.quantifier() }
        step.condition = random.once(in: 4) ? expression() : nil
        return step
    }

    private mutating func subject() -> PathExpression.Step.Subject {
        switch random.below(4) {
        case 0: .anyBut(word())
        case 1: .group(path())
        default: .relation(word())
        }
    }

    private mutating func quantifier() -> Quantifier {
        let minimum = random.below(3)
        return Quantifier(minimum: minimum, maximum: maybe { minimum + $0.random.below(3) })
    }

    private mutating func paths() -> Paths {
        var paths = Paths(from: node(), to: node())
        paths.hops = maybe { $0.hops() }
        paths.via = some(0...2) { $0.word() }
        paths.way = maybe { $0.pick(Way.allCases) }
        paths.choice = maybe { $0.pick([.shortest, .all, .cheapest(by: $0.word())]) }
        paths.avoiding = some(0...2) { $0.node() }
        paths.counts = random.once(in: 4)
        paths.tail = tail(counting: paths.counts)
        return paths
    }

    private mutating func match() -> Match {
        var match = Match(
            some(1...2) { $0.pattern() },
            returning: some(1...3) { trees in Match.Item(trees.value(), as: trees.maybe { $0.word() }) })
        match.tail = tail()
        return match
    }

    private mutating func pattern() -> Match.Pattern {
        let edges = some(0...2) { $0.edgePattern() }
        return Match.Pattern(nodes: some(edges.count + 1...edges.count + 1) { $0.nodePattern() }, edges: edges)
    }

    private mutating func nodePattern() -> Match.NodePattern {
        var node = Match.NodePattern()
        node.variable = maybe { $0.word() }
        node.type = maybe { $0.word() }
        node.properties = some(0...2) { $0.assignment() }
        return node
    }

    private mutating func edgePattern() -> Match.EdgePattern {
        var edge = Match.EdgePattern()
        edge.variable = maybe { $0.word() }
        edge.relations = some(0...2) { $0.word() }
        edge.way = pick(Way.allCases)
        edge.quantifier = maybe { $0.quantifier() }
        return edge
    }
}
