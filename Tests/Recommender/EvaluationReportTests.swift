import Graph
import Recommender
import TestSupport
import Testing

/// Two models of a checkerboard, measured in every way.
private struct Match {
    let data: TrainingData
    let graph: KnowledgeGraph
    let entrants: [EvaluationReport.Entrant]
    let evaluations: [[Evaluation]]

    init(threads: Int = 2) throws {
        let board = Checkerboard()
        for (place, song) in board.songs.enumerated() {
            board.graph.edge(song, "sungBy", board.graph.node("artist", "a\(place % 7)"))
        }
        data = try board.data(Checkerboard.settings(.popularity))
        graph = try KnowledgeGraph(reading: board.graph)
        var plan = Evaluation.Plan()
        plan.threads = threads
        let (data, graph) = (data, graph)
        evaluations = try [ModelKind.itemknn, .popularity].map { kind in
            let model = try Trainer.train(Checkerboard.settings(kind), on: data)
            return try Evaluation.measured(model, on: data, by: Evaluation.Rivals.allCases, in: graph, plan: plan)
        }
        entrants = zip(["near", "popular"], evaluations).map { EvaluationReport.Entrant($0, $1) }
    }

    func report(
        _ cutoffs: [Int] = [3], by breakdown: EvaluationReport.Breakdown? = nil, threads: Int = 2
    ) throws -> EvaluationReport {
        try EvaluationReport(
            entrants, on: data, in: graph, cutoffs: cutoffs, by: breakdown, seed: 5, threads: threads)
    }
}

@Test func aLeadIsPairedUserByUser() throws {
    let match = try Match()
    let lines = try match.report().lines
    #expect(lines.map(\.model) == ["near", "near", "near", "popular", "popular", "popular"])
    for way in 0..<3 {
        let (near, popular) = (match.evaluations[0][way].ranks, match.evaluations[1][way].ranks)
        for (place, metric) in Metric.allCases.enumerated() {
            let figure = lines[3 + way].figures[place]
            var leads: [Double] = []
            for resample in 0..<Bootstrap.resamples {
                var lead = 0.0
                for (user, count) in Bootstrap.draw(resample, of: near.count, seed: 5).enumerated() {
                    let first = metric.value(rank: near[user].rank, cutoff: 3)
                    lead += count * (first - metric.value(rank: popular[user].rank, cutoff: 3))
                }
                leads.append(lead / Double(near.count))
            }
            leads.sort()
            let interval = try #require(figure.leadInterval)
            #expect(abs(interval.lowerBound - leads[25]) < 1e-12 && abs(interval.upperBound - leads[975]) < 1e-12)
            let lead = match.evaluations[0][way].mean(metric, at: 3) - match.evaluations[1][way].mean(metric, at: 3)
            #expect(abs((figure.lead ?? .nan) - lead) < 1e-12)
            #expect(lines[way].figures[place].lead == nil)
        }
        // Of what is no mean over users the lead is plain.
        for (place, figure) in lines[3 + way].figures.enumerated() where figure.interval == nil {
            #expect(["coverage", "gini"].contains(figure.measure.name) && figure.leadInterval == nil)
            let (first, own) = (lines[way].figures[place].value, figure.value)
            #expect(figure.lead == (first ?? .nan) - (own ?? .nan))
        }
    }
}

@Test func tenthsAddUpToTheWhole() throws {
    let match = try Match()
    let (whole, tenths) = (try match.report().lines, try match.report(by: .decile).lines)
    for (place, line) in whole.enumerated() {
        let parts = tenths.filter { $0.entrant == line.entrant && $0.rivals == line.rivals }
        #expect(parts.count == 10)
        for (metric, figure) in line.figures.enumerated() where figure.interval != nil {
            let figures = parts.map { $0.figures[metric] }
            #expect(figures.reduce(0) { $0 + $1.users } == figure.users)
            let sum = figures.reduce(0) { $0 + ($1.value ?? 0) * Double($1.users) }
            #expect(abs(sum / Double(figure.users) - (figure.value ?? .nan)) < 1e-12, "\(place) \(figure.measure)")
        }
    }
    var last = 0
    for (place, line) in tenths.filter({ $0.entrant == 0 && $0.rivals == .full }).enumerated() {
        guard case .decile(let tenth, let known) = line.group else { return #expect(Bool(false), "\(line.group)") }
        #expect(tenth == place + 1 && known.lowerBound >= last && [2, 3].contains(line.figures[0].users))
        last = known.upperBound
    }
}

@Test func eachUserHasTheirOwnLines() throws {
    let match = try Match()
    let lines = try match.report(by: .user).lines
    let ranks = match.evaluations[1][1].ranks
    let own = lines.filter { $0.entrant == 1 && $0.rivals == .full }
    #expect(own.map(\.group) == ranks.map { .user($0.user, known: $0.known) } && own.map(\.rank) == ranks.map(\.rank))
    #expect(own.count == ranks.count && !own.isEmpty)
    for (line, rank) in zip(own, ranks) {
        #expect(line.figures.map(\.measure.name) == ["hr", "ndcg", "recall", "mrr", "novelty", "diversity"])
        #expect(line.figures[1].value == Metric.ndcg.value(rank: rank.rank, cutoff: 3))
        #expect(line.figures.allSatisfy { $0.interval == nil && $0.leadInterval == nil && $0.users == 1 })
    }
}

@Test func theNumberOfThreadsChangesNoFigure() throws {
    let (one, three) = (try Match(threads: 1), try Match(threads: 3))
    #expect(one.evaluations.map { $0.map(\.ranks) } == three.evaluations.map { $0.map(\.ranks) })
    let cutoffs = [1, 5, 10]
    #expect(try one.report(cutoffs, threads: 1).lines == three.report(cutoffs, threads: 3).lines)
}
