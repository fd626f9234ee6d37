extension Parser {
    /// What follows `neighbours`.
    mutating func neighbours() throws(ParseError) -> Neighbours {
        var neighbours = Neighbours(of: try node())
        while try walk(&neighbours.hops, &neighbours.via, &neighbours.way) {}
        neighbours.tail = try tail(of: .neighbours(neighbours.hops))
        return neighbours
    }

    /// What follows `paths`.
    mutating func paths() throws(ParseError) -> Paths {
        let start = try node()
        try expect("to")
        var paths = Paths(from: start, to: try node())
        while try pathsClause(&paths) {}
        paths.tail = try tail(of: .paths(paths.choice))
        return paths
    }

    private mutating func pathsClause(_ paths: inout Paths) throws(ParseError) -> Bool {
        let isChosen = paths.choice != nil
        if try clause("shortest", given: isChosen) {
            paths.choice = .shortest
        } else if try clause("all", given: isChosen) {
            paths.choice = .all
        } else if try clause("cheapest", given: isChosen) {
            try expect("by")
            note(.field(of: .cost, after: []))
            paths.choice = .cheapest(by: try name())
        } else if try clause("avoiding", given: !paths.avoiding.isEmpty) {
            paths.avoiding = try nodes()
        } else {
            return try walk(&paths.hops, &paths.via, &paths.way)
        }
        return true
    }

    private mutating func nodes() throws(ParseError) -> [NodeReference] {
        var nodes = [try node()]
        while symbol(",", overLines: true) { nodes.append(try node()) }
        return nodes
    }
}
