import Grammar
import Graph
import Query

/// The clauses at the end of a read, bound: which rows stay, in which order, and how many.
struct Refinement {
    let condition: Condition?
    let order: (term: Term, isDescending: Bool)?
    var limit: Int?

    init(_ tail: Tail, in scope: Scope, _ binder: Binder) throws {
        condition = try tail.condition.map { try binder.condition($0, in: scope) }
        order = try tail.order.map { (try binder.term($0.value, in: scope), $0.isDescending) }
        limit = tail.limit?.asLimit
    }

    /// Whether all rows must be there before the first is known to stay.
    var wantsAll: Bool { condition != nil || order != nil }

    /// The places of the rows that stay, in order, and how many more the limit kept out.
    func places(in rows: Rows, _ reading: Reading) throws(GraphError) -> (kept: [Int], left: Int) {
        let evaluator = reading.evaluator
        var places = Array(0..<rows.count)
        if let condition {
            places = try reading.traced(.filter) { () throws(GraphError) in
                try evaluator.places(where: condition, in: rows)
            }
        }
        if let order {
            let chosen = rows.rows(at: places)
            let order = try reading.traced(.sort) { () throws(GraphError) in
                let keys = try evaluator.named(try evaluator.values(of: order.term, in: chosen))
                return sorted(Array(places.indices), by: keys, isDescending: order.isDescending)
            }
            places = order.map { places[$0] }
        }
        let kept = limit.map { Array(places.prefix($0)) } ?? places
        return (kept, places.count - kept.count)
    }

    /// The paths that `search` finds and the places of those that stay, in order, the limit not applied.
    ///
    /// Where a condition may leave out many, ever more paths are looked for: until enough stay, or, where an order must
    /// see them all, until there are no more; at most `pathLimit`.
    func paths(
        wanted: Int, _ reading: Reading, search: (_ limit: Int) throws -> PathList
    ) throws -> (found: PathList, places: [Int]) {
        var unlimited = self
        unlimited.limit = nil
        var limit = wantsAll ? max(wanted, 1_000) : wanted
        while true {
            let found = try search(limit)
            let places = try unlimited.places(in: Rows(paths: found.paths, costs: found.costs), reading).kept
            let isEnough = order == nil && places.count >= wanted
            if !wantsAll || !found.isCapped || isEnough || limit >= Self.pathLimit { return (found, places) }
            limit = min(limit * 8, Self.pathLimit)
        }
    }

    private static let pathLimit = 16_000

    /// Rows of equal keys stay in their order; those without a key come last either way.
    private func sorted(_ places: [Int], by keys: [Datum], isDescending: Bool) -> [Int] {
        places.sorted { left, right in
            let (first, second) = (keys[left], keys[right])
            if (first == .null) != (second == .null) { return second == .null }
            if first.sorts(before: second) { return !isDescending }
            if second.sorts(before: first) { return isDescending }
            return left < right
        }
    }
}

extension Int {
    /// The number as a bound of rows: all that memory could hold, and small enough to reckon with.
    var asLimit: Int { Swift.min(self, 1 << 31) }
}
