import Graph

/// One model's figures of every user, in one way, at one cut-off.
struct Pass: Sendable {
    let evaluation: Evaluation
    let k: Int
    /// The measures that are means over users.
    let measures: [EvaluationReport.Measure]
    /// Each user's value of each, NaN where it has no meaning. `[measures, users]`
    let values: [[Double]]

    init(
        _ evaluation: Evaluation, _ k: Int, _ lists: ListMeasures, threads: Int, cancellation: Cancellation
    ) throws(RecommenderError) {
        let ranks = evaluation.ranks
        var measures = Metric.allCases.map { EvaluationReport.Measure.rank($0) }
        var values = Metric.allCases.map { metric in ranks.map { metric.value(rank: $0.rank, cutoff: k) } }
        if evaluation.rivals.makesLists {
            let found = Portions.results(ranks.count, threads: threads, cancellation: cancellation) { user in
                let list = ranks[user].list.prefix(k)
                return (novelty: lists.novelty(of: list), diversity: lists.diversity(of: list))
            }
            guard let found else { throw .graph(.interrupted) }
            measures += [.list(.novelty), .list(.diversity)]
            values += [found.map(\.novelty), found.map(\.diversity)]
        }
        (self.evaluation, self.k, self.measures, self.values) = (evaluation, k, measures, values)
    }

    /// The lists of some users. `[users given]`
    func lists(of users: [Int]) -> [ArraySlice<NodeID>] { users.map { evaluation.ranks[$0].list.prefix(k) } }
}

/// The figures of a group of users, over all entrants and their passes.
struct Tally {
    /// The figures of each pass. `[entrants, passes, figures]`
    let figures: [[[EvaluationReport.Figure]]]

    /// The figures of `users`, places among all tested; without a seed, for a single user, there are no intervals, and
    /// nothing that a single list cannot have.
    init(
        _ passes: [[Pass]], of users: [Int], _ lists: ListMeasures, resampledBy seed: UInt64?, threads: Int,
        cancellation: Cancellation
    ) throws(RecommenderError) {
        // Each entrant's own values, then what the first one leads by: NaN on either side stays NaN.
        var series: [[Double]] = []
        for own in passes {
            for (pass, first) in zip(own, passes[0]) {
                for (values, leading) in zip(pass.values, first.values) {
                    series.append(users.map { values[$0] })
                    series.append(users.map { leading[$0] - values[$0] })
                }
            }
        }
        var intervals = [ClosedRange<Double>?](repeating: nil, count: series.count)
        if let seed {
            intervals = try Bootstrap(series, seed: seed).intervals(threads: threads, cancellation: cancellation)
        }
        var (next, figures) = (0, [[[EvaluationReport.Figure]]]())
        for (entrant, own) in passes.enumerated() {
            var rows: [[EvaluationReport.Figure]] = []
            for (place, pass) in own.enumerated() {
                var row: [EvaluationReport.Figure] = []
                for measure in pass.measures {
                    row.append(
                        Self.figure(
                            measure, series[next], intervals[next],
                            lead: entrant > 0 ? (series[next + 1], intervals[next + 1]) : nil))
                    next += 2
                }
                if seed != nil && pass.evaluation.rivals.makesLists {
                    let wholes = Self.wholes(pass, entrant > 0 ? passes[0][place] : nil, of: users, lists)
                    row.insert(contentsOf: wholes, at: Metric.allCases.count)
                }
                rows.append(row)
            }
            figures.append(rows)
        }
        self.figures = figures
    }

    private static func figure(
        _ measure: EvaluationReport.Measure, _ values: [Double], _ interval: ClosedRange<Double>?,
        lead: (values: [Double], interval: ClosedRange<Double>?)?
    ) -> EvaluationReport.Figure {
        EvaluationReport.Figure(
            measure: measure, value: mean(values), interval: interval, users: values.count { !$0.isNaN },
            lead: lead.flatMap { mean($0.values) }, leadInterval: lead?.interval)
    }

    /// The measures of all lists at once, beside those of the pass to compare with.
    private static func wholes(
        _ pass: Pass, _ first: Pass?, of users: [Int], _ lists: ListMeasures
    ) -> [EvaluationReport.Figure] {
        func figure(_ metric: ListMetric, _ measure: ([ArraySlice<NodeID>]) -> Double) -> EvaluationReport.Figure {
            let value = measure(pass.lists(of: users))
            let lead = first.map { measure($0.lists(of: users)) - value }
            return EvaluationReport.Figure(
                measure: .list(metric), value: mean([value]), interval: nil, users: users.count,
                lead: lead.flatMap { mean([$0]) }, leadInterval: nil)
        }
        return [figure(.coverage, lists.coverage), figure(.gini, lists.gini)]
    }

    /// The mean of the values that there are.
    private static func mean(_ values: [Double]) -> Double? {
        let found = values.filter { !$0.isNaN }
        return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
    }
}
