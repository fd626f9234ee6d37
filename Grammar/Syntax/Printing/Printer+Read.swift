extension Printer {
    static func text(of read: Read) -> String {
        switch read {
        case .neighbours(let neighbours): text(of: neighbours)
        case .traverse(let traverse): text(of: traverse)
        case .paths(let paths): text(of: paths)
        case .match(let match): text(of: match)
        case .explain(let explain): text(of: explain)
        case .recommend(let recommend): text(of: recommend)
        case .similar(let similar): text(of: similar)
        case .evaluate(let evaluate): text(of: evaluate)
        case .describe(let node): "describe \(text(of: node))"
        case .find(let found, let type, let limit):
            "find \(quoted(found.text))" + clause("type", type.map(name)) + clause("limit", limit.map { "\($0)" })
        case .stats: "stats"
        case .schema: "schema"
        case .plan(let read): "plan \(text(of: read))"
        case .check: "check"
        }
    }

    private static func text(of neighbours: Neighbours) -> String {
        "neighbours \(text(of: neighbours.node))" + walk(neighbours.hops, neighbours.via)
            + flag(neighbours.way?.rawValue ?? "", neighbours.way != nil) + flag("return count", neighbours.counts)
            + text(of: neighbours.tail)
    }

    private static func text(of traverse: Traverse) -> String {
        "traverse \(text(of: traverse.node)) \(text(of: traverse.path))"
            + clause("return", traverse.answer?.rawValue) + text(of: traverse.tail)
    }

    private static func text(of paths: Paths) -> String {
        "paths \(text(of: paths.from)) to \(text(of: paths.to))" + walk(paths.hops, paths.via)
            + flag(paths.way?.rawValue ?? "", paths.way != nil) + (paths.choice.map(text) ?? "")
            + clause("avoiding", paths.avoiding.isEmpty ? nil : nodes(paths.avoiding))
            + flag("return count", paths.counts) + text(of: paths.tail)
    }

    private static func text(of choice: Paths.Choice) -> String {
        switch choice {
        case .shortest: " shortest"
        case .all: " all"
        case .cheapest(let weight): " cheapest by \(name(weight))"
        }
    }

    // MARK: Clauses

    static func walk(_ hops: Hops?, _ via: [Word]) -> String {
        clause("hops", hops.map(text)) + clause("via", via.isEmpty ? nil : names(via))
    }

    static func text(of hops: Hops) -> String {
        hops.lowerBound == 1 ? "\(hops.upperBound)" : "\(hops.lowerBound)..\(hops.upperBound)"
    }

    static func text(of tail: Tail) -> String {
        clause("where", tail.condition.map { text(of: $0) })
            + clause("order by", tail.order.map { text(of: $0.value) + flag("desc", $0.isDescending) })
            + clause("limit", tail.limit.map { "\($0)" })
    }
}
