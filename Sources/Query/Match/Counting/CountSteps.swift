import Graph

/// The steps of a count for its trace: those of one variable are one, however many terms and lists it is counted for.
final class CountSteps {
    private var steps: [(work: MatchWork, estimated: Double, rows: Int, cost: Cost)] = []
    /// The cost as of the last step.
    private var told: Cost

    /// Steps that start when `cost` has been spent.
    init(since cost: Cost) { told = cost }

    /// Notes a step that ends when `cost` has been spent; what has been done since the last one is its own.
    func note(_ work: MatchWork, estimated: Double, rows: Int, at cost: Cost) {
        defer { told = cost }
        guard let place = steps.firstIndex(where: { $0.work == work }) else {
            return steps.append((work, estimated, rows, cost - told))
        }
        steps[place].estimated += estimated
        steps[place].rows += rows
        steps[place].cost += cost - told
    }

    /// Tells `trace` of the steps.
    func report(to trace: Trace?) {
        for step in steps {
            trace?.record(.match(step.work), estimated: step.estimated, rows: step.rows, cost: step.cost)
        }
    }
}
