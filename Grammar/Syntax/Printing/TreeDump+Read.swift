extension TreeDump {
    static func text(of read: Read, to destination: [String] = []) -> String {
        switch read {
        case .neighbours(let neighbours): list("neighbours", parts(of: neighbours) + destination)
        case .traverse(let traverse): list("traverse", parts(of: traverse) + destination)
        case .paths(let paths): list("paths", parts(of: paths) + destination)
        case .match(let match): list("match", parts(of: match) + destination)
        case .explain(let explain): list("explain", parts(of: explain) + destination)
        case .recommend(let recommend): list("recommend", parts(of: recommend) + destination)
        case .similar(let similar): list("similar", parts(of: similar) + destination)
        case .evaluate(let evaluate): list("evaluate", parts(of: evaluate) + destination)
        case .describe(let node): list("describe", [text(of: node)] + destination)
        case .find(let found, let type, let limit):
            list("find", [string(found), listIfAny("type", type.map { atom($0) }), self.limit(limit)] + destination)
        case .stats: list("stats", destination)
        case .schema: list("schema", destination)
        case .plan(let read): list("plan", [text(of: read)] + destination)
        case .check: list("check", destination)
        }
    }

    private static func parts(of neighbours: Neighbours) -> [String?] {
        [
            text(of: neighbours.node), hops(neighbours.hops), via(neighbours.via),
            flag(neighbours.way?.rawValue ?? "", neighbours.way != nil),
            neighbours.counts ? "(return count)" : nil,
        ] + texts(of: neighbours.tail)
    }

    private static func parts(of traverse: Traverse) -> [String?] {
        [text(of: traverse.node), text(of: traverse.path), listIfAny("return", traverse.answer?.rawValue)]
            + texts(of: traverse.tail)
    }

    private static func parts(of paths: Paths) -> [String?] {
        let choice =
            switch paths.choice {
            case nil: nil as String?
            case .shortest: "(shortest)"
            case .all: "(all)"
            case .cheapest(let weight): "(cheapest \(atom(weight)))"
            }
        return [
            text(of: paths.from), text(of: paths.to), hops(paths.hops), via(paths.via),
            flag(paths.way?.rawValue ?? "", paths.way != nil), choice,
            listIfAny("avoiding", paths.avoiding.map { text(of: $0) }), paths.counts ? "(return count)" : nil,
        ] + texts(of: paths.tail)
    }

    // MARK: Clauses

    static func hops(_ hops: Hops?) -> String? { hops.map { "(hops \($0.lowerBound) \($0.upperBound))" } }

    static func via(_ relations: [Word]) -> String? { listIfAny("via", relations.map { atom($0) }) }

    static func condition(_ condition: Expression?) -> String? { listIfAny("where", condition.map { text(of: $0) }) }

    static func limit(_ limit: Int?) -> String? { listIfAny("limit", limit.map(number)) }

    static func texts(of tail: Tail) -> [String] {
        let order = tail.order.map { list($0.isDescending ? "desc" : "asc", [text(of: $0.value)]) }
        return [condition(tail.condition), order, limit(tail.limit)].compactMap { $0 }
    }
}
