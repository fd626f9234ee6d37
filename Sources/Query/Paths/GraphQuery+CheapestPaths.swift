import Graph
import HeapModule

extension GraphQuery {
    /// The cheapest paths without a repeated node, by cost, length, node numbers, then relations; each with its cost.
    ///
    /// A path costs the sum of `field`, an edge's weight or a property of it; an edge without such a number is not
    /// followed, and one below zero is `QueryError.negativeCost`. A node reaches itself at no cost.
    ///
    /// Yen 1971 ("Finding the k shortest loopless paths in a network"), as Lawler 1972 has it: each path found is left
    /// at every node in turn, and the cheapest rest from there is a candidate.
    public func cheapestPaths(_ request: PathRequest, by field: Field) throws(QueryError) -> PathList {
        guard request.start != request.goal else {
            return PathList(paths: [Path(at: request.start)], costs: [0], isCapped: false)
        }
        var rests = CheapestRests(self, request, field)
        var candidates = Heap<Detour>()
        var (passed, found): ([Path], [Detour]) = ([], [])
        if let first = try rests.leave(Path(at: request.start), passed: []) { candidates.insert(first) }
        while found.count <= request.limit, let best = candidates.popMin() {
            if best.path.length >= request.hops.lowerBound { found.append(best) }
            guard found.count <= request.limit else { break }
            passed.append(best.path)
            for length in best.leaving..<best.path.length {
                let root = best.path.prefix(length)
                if let detour = try rests.leave(root, passed: passed) { candidates.insert(detour) }
            }
        }
        let answer = found.prefix(request.limit)
        return PathList(
            paths: answer.map(\.path), costs: answer.map(\.cost), isCapped: found.count > request.limit)
    }
}

/// A whole path, and after how many steps it left the one that it was found from.
struct Detour: Comparable {
    let cost: Double
    let path: Path
    let leaving: Int

    static func < (left: Detour, right: Detour) -> Bool {
        left.cost == right.cost ? left.path < right.path : left.cost < right.cost
    }
}
