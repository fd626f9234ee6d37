import Foundation
import Grammar
import Graph
import Recommender

extension Session {
    /// `evaluate [MODEL] [at K, …] [by user|decile] [against NAME, …]`: how the held-out songs rank among 99, among all,
    /// and in what `recommend` shows.
    func evaluate(_ statement: Evaluate, _ reading: Reading) throws -> Answer {
        if statement.cutoffs.contains(0) || statement.sample == 0 {
            throw SessionError(.badValue("evaluate", found: "0", expected: "a whole number above 0"))
        }
        switch statement.subject {
        case .explanations: return try evaluateExplanations(statement, reading)
        case .interactive: return try evaluateInteractive(statement, reading)
        case nil: break
        }
        let (name, model) = try self.model(statement.model)
        let data = try heldOut(of: model, named: name, on: statement.split, reading)
        let rivals = try [(name, model)] + statement.against.map { try rival($0, data, reading) }
        let graph = try KnowledgeGraph(reading: reading.reader, cancellation: cancellation)
        let cutoffs = Self.cutoffs(of: statement)
        let plan = Self.plan(statement, of: model, depth: cutoffs.max() ?? 10)
        let entrants = try rivals.map { name, model in
            try EvaluationReport.Entrant(name, measured(model, named: name, on: data, in: graph, plan))
        }
        progress.show(Standing(.resampling))
        let report = try EvaluationReport(
            entrants, on: data, in: graph, cutoffs: cutoffs, by: statement.breakdown.map(Self.breakdown),
            seed: plan.seed, threads: plan.threads, cancellation: cancellation)
        return try answer(report, seed: plan.seed, untested: data.holdout.untested, reading)
    }

    /// How listeners are tested: those asked for, by the statement's seed or the model's, on all cores.
    static func plan(_ statement: Evaluate, of model: Model, depth: Int) -> Evaluation.Plan {
        var plan = Evaluation.Plan()
        plan.seed = statement.seed.map { UInt64($0) } ?? model.settings.seed
        (plan.sample, plan.depth) = (statement.sample, depth)
        plan.threads = ProcessInfo.processInfo.activeProcessorCount
        return plan
    }

    private static func cutoffs(of statement: Evaluate) -> [Int] {
        var cutoffs: [Int] = []
        for k in statement.cutoffs where !cutoffs.contains(k) { cutoffs.append(k) }
        return cutoffs.isEmpty ? [10] : cutoffs
    }

    private static func breakdown(_ breakdown: Evaluate.Breakdown) -> EvaluationReport.Breakdown {
        switch breakdown {
        case .user: .user
        case .decile: .decile
        }
    }

    private func measured(
        _ model: Model, named name: String, on data: TrainingData, in graph: KnowledgeGraph, _ plan: Evaluation.Plan
    ) throws -> [Evaluation] {
        return try Evaluation.measured(
            model, on: data, by: Evaluation.Rivals.allCases, in: graph, plan: plan, cancellation: cancellation
        ) { [progress] done, users in
            progress.show(Standing(.ranking(model: name), done, of: users, .listeners))
        }
    }

    private func answer(
        _ report: EvaluationReport, seed: UInt64, untested: Int, _ reading: Reading
    ) throws -> Answer {
        let users = report.lines.compactMap { line in if case .user(let user, _) = line.group { user } else { nil } }
        let rows = EvaluationRows(
            report: report, seed: seed, listeners: try reading.viewer.nodes(users).map(\.identity))
        var answer = Answer(columns: rows.columns)
        answer.rows = rows.cells
        if users.isEmpty {
            answer.page = EvaluationPage(lines: report.lines, seed: seed).text
        } else {
            let ranks = rows.ranks(of: Evaluation.Rivals.allCases)
            let limit = shownRows
            answer.page = { style in
                let key = Note.evaluationRanks.text.wrapped(to: style.width, indent: 2)
                return Table(ranks, style: style, limit: limit).text() + style.dim(key) + "\n"
            }
        }
        if untested > 0 { answer.notes.append(.untested(untested)) }
        return answer
    }

    /// The data that the model was trained on, its held-out songs among them; plays that changed since are an error,
    /// since a song that was learned from might then be tested.
    func heldOut(
        of model: Model, named name: String, on split: Word?, _ reading: Reading
    ) throws -> TrainingData {
        progress.show(Standing(.gathering))
        if let split, split.text != model.split.name {
            _ = try data(model.settings, split: split.text, at: split.span, reading)
            throw SessionError(
                .otherSplit(model: name, trainedOn: model.split.words, asked: split.text), at: split.span)
        }
        let data = try self.data(model.settings, split: model.split.name, at: nil, reading)
        guard data.fingerprint == model.fingerprint else { throw SessionError(.changedPlays(model: name)) }
        return data
    }

    /// A model to compare with: one of the library, else a kind that is trained on the spot on the same data.
    func rival(_ word: Word, _ data: TrainingData, _ reading: Reading) throws -> (String, Model) {
        if try models.names().contains(word.text) {
            let (name, model) = try self.model(word)
            guard model.fingerprint == data.fingerprint else {
                throw SessionError(.otherData(model: name), at: word.span)
            }
            return (name, model)
        }
        guard let kind = ModelKind(rawValue: word.text.lowercased()), kind != .ncf else {
            throw SessionError(.engine(.noModel(word.text, known: try models.names())), at: word.span)
        }
        let settings = TrainingSettings(kind)
        let data = try data.knowing(
            SongKnowledge(reading: reading.reader, settings: settings, cancellation: cancellation))
        return (word.text, try learned(settings, on: data, .rival(kind.rawValue)).0)
    }
}
