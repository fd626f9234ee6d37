import Graph
import Recommender

/// How many samples NeuMF as published learns from in a second, sampling included.
struct NeuMFMeasure {
    private let data: TrainingData
    private let settings: TrainingSettings

    init(_ database: LearningDatabase, batch: Int) throws {
        let plan = database.plan
        guard let rows = try database.store.reader().split(named: plan.split) else {
            throw Unanswered(what: "the database has no split \(plan.split)")
        }
        settings = try TrainingSettings(
            .ncf,
            [
                ("epochs", .integer(plan.epochs)), ("batch", .integer(batch)), ("rate", .number(0.001)),
                ("negatives", .integer(4)), ("factors", .integer(8)), ("layers", .text("64-32-16-8")),
                ("threads", .integer(2)), ("holdout", .text("none")),
            ])
        data = try TrainingData(split: rows, named: plan.split, settings: settings)
    }

    /// Trains; the first epoch is to get warm.
    func line(_ measure: Learning.Measure) throws -> Learning.Line {
        var reports: [EpochReport] = []
        _ = try Trainer.train(settings, on: data) { reports.append($0) }
        let samples = data.holdout.train.pairCount * (1 + settings.negatives) * (reports.count - 1)
        let seconds = reports.dropFirst().reduce(0) { $0 + $1.seconds }
        return Learning.Line(measure: measure, value: Double(samples) / seconds, loss: reports.last?.loss)
    }
}
