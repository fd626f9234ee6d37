import Grammar
import Graph
import Query

/// All that a statement needs to read one unchanging state of the graph.
struct Reading {
    let reader: AnyGraph
    let binder: Binder
    let query: GraphQuery<AnyGraph>
    let evaluator: Evaluator<AnyGraph>
    /// What `plan` hears of.
    var trace: Trace?
    /// Whether names are bound and nothing is run.
    var isBinding = false

    /// All names of a statement that is only checked are bound.
    struct Bound: Error {}

    /// Ends a statement here that is only checked: its names are bound.
    func bound() throws { if isBinding { throw Bound() } }

    var viewer: Viewer { binder.viewer }
    var vocabulary: Vocabulary { reader.vocabulary }

    /// What `body` makes of `items`, a portion at a time, so that it can be interrupted.
    func inPortions<Item, Made>(_ items: [Item], _ body: ([Item]) throws -> [Made]) throws -> [Made] {
        guard items.count > Self.portion else { return try body(items) }
        var made: [Made] = []
        made.reserveCapacity(items.count)
        for start in stride(from: 0, to: items.count, by: Self.portion) {
            try evaluator.cancellation.check()
            made += try body(Array(items[start..<min(start + Self.portion, items.count)]))
        }
        return made
    }

    private static let portion = 1 << 13

    /// Runs a step over rows of which places are left, and notes it for `plan`.
    func traced(_ work: Work, _ body: () throws(GraphError) -> [Int]) throws(GraphError) -> [Int] {
        let before = reader.cost
        let places = try body()
        trace?.record(work, rows: places.count, cost: reader.cost - before)
        return places
    }
}
