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

    /// The places of the rows that stay, in order, and how many more the limit kept out; `rows`, so many, are made only
    /// where something is asked of them.
    func places(
        of count: Int, in rows: @autoclosure () throws -> Rows, _ reading: Reading
    ) throws -> (kept: [Int], left: Int) {
        let places = wantsAll ? try chosen(from: try rows(), reading) : Array(0..<count)
        let kept = limit.map { Array(places.prefix($0)) } ?? places
        return (kept, places.count - kept.count)
    }

    /// The places of the rows that the condition admits, in order.
    private func chosen(from rows: Rows, _ reading: Reading) throws(GraphError) -> [Int] {
        let evaluator = reading.evaluator
        var places = Array(0..<rows.count)
        if let condition {
            places = try reading.traced(.filter) { () throws(GraphError) in
                try evaluator.places(where: condition, in: rows)
            }
        }
        guard let order else { return places }
        let admitted = rows.rows(at: places)
        let sorted = try reading.traced(.sort) { () throws(GraphError) in
            let keys = try evaluator.names(of: order.term, in: admitted)
            return try Self.sorted(by: keys, isDescending: order.isDescending, evaluator.cancellation)
        }
        return sorted.map { places[$0] }
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
            let places = try unlimited.places(
                of: found.paths.count, in: Rows(paths: found.paths, costs: found.costs), reading
            ).kept
            let isEnough = order == nil && places.count >= wanted
            if !wantsAll || !found.isCapped || isEnough || limit >= Self.pathLimit { return (found, places) }
            limit = min(limit * 8, Self.pathLimit)
        }
    }

    /// How many paths are looked at at most.
    static let pathLimit = 16_000

    /// The places of the keys in their order; equal ones stay as they were.
    private static func sorted(
        by keys: [Datum], isDescending: Bool, _ cancellation: Cancellation
    ) throws(GraphError) -> [Int] {
        try cancellation.sorted(Array(keys.indices)) { left, right in
            if keys[left].sorts(before: keys[right], isDescending: isDescending) { return true }
            if keys[right].sorts(before: keys[left], isDescending: isDescending) { return false }
            return left < right
        }
    }
}

extension Int {
    /// The number as a bound of rows: all that memory could hold, and small enough to reckon with.
    var asLimit: Int { Swift.min(self, 1 << 31) }
}
