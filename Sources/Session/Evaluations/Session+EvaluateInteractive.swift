import Foundation
import Grammar
import Graph
import Recommender

extension Session {
    /// `evaluate interactive [MODEL] [at T, …] [against NAME, …] [sample N]`: what listening to answers is worth, step
    /// after step, with listeners of whom the model, trained anew without them, has learned nothing.
    func evaluateInteractive(_ statement: Evaluate, _ reading: Reading) throws -> Answer {
        let steps = Self.steps(of: statement)
        guard statement.breakdown == nil, (steps.last ?? 0) <= Self.mostSteps else {
            throw SessionError(
                .badValue(
                    "evaluate interactive", found: statement.breakdown == nil ? "\(steps.last ?? 0)" : "by",
                    expected: "`at` with up to \(Self.mostSteps) steps, `on`, `against`, `sample` or `seed`"))
        }
        let (name, model) = try self.model(statement.model)
        let seed = statement.seed.map { UInt64($0) } ?? model.settings.seed
        let data = try heldOut(of: model, named: name, on: statement.split, reading)
        let answerers = try Answerers(data, sample: statement.sample, seed: seed)
        let others = statement.against.filter { $0.text != name }
        let entrants = try [(name, model.settings)] + others.map { ($0.text, try settings(of: $0)) }
        let trained = try entrants.map { name, settings in
            InteractionReport.Entrant(name, try learned(settings, named: name, from: answerers.rest, reading))
        }
        let reports = try Self.knownPlays.map { known in
            try InteractionReport(
                trained, with: answerers, known: known, steps: steps.last ?? 10, seed: seed,
                threads: ProcessInfo.processInfo.activeProcessorCount, cancellation: cancellation
            ) { [progress] policy, done in
                progress.show(Standing(.asking(policy, known: known), done, of: answerers.count, .listeners))
            }
        }
        return InteractionRows(reports: reports, steps: steps, seed: seed).answer
    }

    /// How many plays of a listener are known to begin with: none, and a few.
    private static let knownPlays = [0, 3]

    /// The steps at which hits are told, ascending.
    private static func steps(of statement: Evaluate) -> [Int] {
        let steps = Set(statement.cutoffs).sorted()
        return steps.isEmpty ? [10, 20] : steps
    }

    private static let mostSteps = 200

    /// What a model is trained with: that of the library's, else a kind's defaults.
    private func settings(of word: Word) throws -> TrainingSettings {
        if try models.names().contains(word.text) { return try model(word).model.settings }
        return try located(word) { TrainingSettings(try ModelKind(named: word.text)) }
    }

    /// A model of the settings that has seen none of the listeners who answer; it is not kept.
    private func learned(
        _ settings: TrainingSettings, named name: String, from data: TrainingData, _ reading: Reading
    ) throws -> Model {
        let data = data.knowing(
            try SongKnowledge(reading: reading.reader, settings: settings, cancellation: cancellation))
        let model = try learned(settings, on: data, .withoutAnswerers(name)).0
        try cancellation.check()
        return model
    }
}
