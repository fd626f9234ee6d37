extension Parser {
    /// What follows `neighbours`.
    mutating func neighbours() throws(ParseError) -> Neighbours {
        var neighbours = Neighbours(of: try node())
        while try walk(&neighbours.hops, &neighbours.via, &neighbours.way) {}
        neighbours.counts = try returnsCount()
        neighbours.tail = try tail(of: .neighbours(neighbours.hops), counting: neighbours.counts)
        return neighbours
    }

    /// What follows `paths`.
    mutating func paths() throws(ParseError) -> Paths {
        let start = try node()
        try expect("to")
        var paths = Paths(from: start, to: try node())
        while try pathsClause(&paths) {}
        paths.counts = try returnsCount()
        paths.tail = try tail(of: .paths(paths.choice), counting: paths.counts)
        return paths
    }

    /// `[return count]`.
    private mutating func returnsCount() throws(ParseError) -> Bool {
        guard accept("return") else { return false }
        try expect("count")
        return true
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
