import Grammar
import Graph
import Recommender

extension Session {
    /// `evaluate [MODEL] [at K, …] [against NAME, …]`: how the held-out songs rank, among 99 and over all songs.
    func evaluate(_ statement: Evaluate, _ reading: Reading) throws -> Answer {
        if let subject = statement.subject { throw SessionError(.notYet("`evaluate \(subject.rawValue)`")) }
        if let breakdown = statement.breakdown { throw SessionError(.notYet("`by \(breakdown.rawValue)`")) }
        if statement.cutoffs.contains(0) || statement.sample == 0 {
            throw SessionError(.badValue("evaluate", found: "0", expected: "a whole number above 0"))
        }
        let (name, model) = try self.model(statement.model)
        let data = try heldOut(of: model, named: name, on: statement.split, reading)
        let rivals = try [(name, model)] + statement.against.map { try rival($0, data) }
        var answer = Answer(columns: [
            .init("model"), .init("metric"), .init("k"), .init("value"), .init("ci95"), .init("users"),
            .init("protocol"), .init("seed"),
        ])
        let seed = statement.seed.map { UInt64($0) } ?? model.settings.seed
        for (name, model) in rivals {
            for protocolName in Evaluation.Rivals.allCases {
                console.progress("ranking the held-out songs by \(name), \(protocolName.rawValue)")
                let evaluation = try Evaluation(
                    model, on: data, rivals: protocolName, sample: statement.sample, seed: seed,
                    cancellation: cancellation)
                let cutoffs = statement.cutoffs.isEmpty ? [10] : statement.cutoffs
                answer.rows += evaluation.rows(model: name, cutoffs: cutoffs, seed: seed).map(Self.row)
            }
        }
        console.progress(nil)
        let left = data.holdout.untested
        if left > 0 {
            answer.notes.append(.untested(left))
        }
        return answer
    }

    private static func row(_ row: Evaluation.Row) -> [Cell] {
        [
            .text(row.model), .text(row.metric.rawValue), .integer(row.k), .number(row.value),
            .list([.number(row.interval.lowerBound), .number(row.interval.upperBound)]), .integer(row.users),
            .text(row.rivals.rawValue), .integer(Int(row.seed)),
        ]
    }

    /// The data that the model was trained on, its held-out songs among them; plays that changed since are an error,
    /// since a song that was learned from might then be tested.
    private func heldOut(
        of model: Model, named name: String, on split: Word?, _ reading: Reading
    ) throws -> TrainingData {
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
    private func rival(_ word: Word, _ data: TrainingData) throws -> (String, Model) {
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
        return (word.text, try Trainer.train(TrainingSettings(kind), on: data, cancellation: cancellation))
    }
}
