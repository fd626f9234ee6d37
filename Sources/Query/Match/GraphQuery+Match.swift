import Graph

extension GraphQuery {
    /// What `pattern` finds, in the form that `wanted` asks for.
    ///
    /// The order of the work is the planner's; `trace` hears it. Lists of neighbours are read once each and
    /// intersected where a pattern closes a cycle, a variable at a time (Ngo, Porat, Ré and Rudra 2012).
    public func match(_ pattern: MatchPattern, returning wanted: MatchReturn) throws(GraphError) -> MatchAnswer {
        guard let pattern = try settled(pattern) else {
            return MatchAnswer(rows: try Projection(wanted, reader, cancellation).answer(), isCapped: false)
        }
        if let plan = CountPlan(pattern, wanted, reader.vocabulary) {
            return MatchAnswer(rows: try counts(plan, wanted), isCapped: false)
        }
        var run = MatchRun(pattern, wanted, self)
        defer { run.lists.tables.forEach(workspace.giveBack) }
        do throws(GraphError) {
            try run.advance(0, Bindings(pattern))
            report(run)
            return MatchAnswer(rows: try run.projection.answer(), isCapped: run.isCapped)
        } catch {
            run.leaveGathered()
            throw error
        }
    }

    /// The pattern without the parts of its condition that speak about no variable; nil where one does not hold.
    private func settled(_ pattern: MatchPattern) throws(GraphError) -> MatchPattern? {
        let parts = pattern.condition?.conjuncts ?? []
        for part in parts where part.columns.isEmpty {
            if try Evaluator(reader, cancellation: cancellation).places(where: part, in: Rows([[.null]])).isEmpty {
                return nil
            }
        }
        let open = parts.filter { !$0.columns.isEmpty }
        return MatchPattern(nodes: pattern.nodes, edges: pattern.edges, where: open.isEmpty ? nil : .all(open))
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
