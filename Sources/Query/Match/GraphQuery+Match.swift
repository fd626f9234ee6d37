import Graph

extension GraphQuery {
    /// What `pattern` finds, in the form that `wanted` asks for.
    ///
    /// The order of the work is the planner's; `trace` hears it. Lists of neighbours are read once each and
    /// intersected where a pattern closes a cycle, a variable at a time (Ngo, Porat, Ré and Rudra 2012).
    public func match(_ pattern: MatchPattern, returning wanted: MatchReturn) throws(GraphError) -> MatchAnswer {
        if let plan = CountPlan(pattern, wanted, reader.vocabulary) {
            return MatchAnswer(rows: try counts(plan, wanted), isCapped: false)
        }
        var run = MatchRun(pattern, wanted, self)
        defer { run.lists.tables.forEach(workspace.giveBack) }
        try run.advance(0, Bindings(pattern))
        report(run)
        return MatchAnswer(rows: run.projection.answer(), isCapped: run.isCapped)
    }

    private func report(_ run: MatchRun<Reader>) {
        guard let trace else { return }
        for (step, tally) in zip(run.plan.steps, run.tallies) {
            trace.record(.match(step.work), estimated: step.estimated, rows: tally.rows, cost: tally.cost)
            guard !step.conditions.isEmpty else { continue }
            trace.record(.filter, rows: tally.admitted, cost: tally.filterCost)
        }
    }
}
