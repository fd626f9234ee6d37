import Grammar
import Graph
import Recommender
import SparkStore

// What Spark learns and lists where the graph lies there.
extension Session {
    /// A model whose factors Spark ML has learned; nil where training is this machine's affair.
    func learnedRemotely(
        _ settings: TrainingSettings, on data: TrainingData, as name: String, _ reading: Reading
    ) throws -> (Model, [EpochReport])? {
        guard case .spark = home, settings.kind == .als, data.split == .drawn,
            let reader = reading.reader.base as? SparkReader
        else { return nil }
        progress.show(Standing(.training(.learning(nil), .own)))
        var factors: [NodeID: [Float]] = [:]
        try SparkALS(on: reader).train(
            SparkALS.Settings(settings, on: data), without: data.tested, as: name
        ) { song, row in factors[song] = row }
        return (Trainer.model(settings, on: data, factorsOfSongs: factors), [])
    }

    /// `recommend everyone as TABLE`: all listeners' lists, made by Spark into a table of the graph's schema.
    func recommendToAll(_ statement: Recommend, into table: Word, _ reading: Reading) throws -> Answer {
        guard case .spark(let graph) = home, let reader = reading.reader.base as? SparkReader else {
            throw SessionError(.noCluster)
        }
        guard !home.isReadOnly else { throw SessionError(.readOnly("recommend everyone")) }
        let (name, model) = try model(statement.model)
        guard model.kind == .als else { throw SessionError(.notOnSpark(model: name), at: statement.model?.span) }
        guard SparkALS.isFree(table.text) else {
            throw SessionError(
                .badValue("everyone", found: table.text, expected: "a name that none of the graph's tables has"),
                at: table.span)
        }
        try reading.bound()
        let started = ContinuousClock.now
        let rows = try SparkALS(on: reader).recommendToAll(
            top: (statement.top ?? 10).asLimit, by: name, into: table.text)
        return .saying(
            .listed(rows: rows, table: "\(graph.place.schema).\(table.text)", started.duration(to: .now)))
    }
}

extension SparkALS.Settings {
    /// What our settings come to for Spark.
    ///
    /// Ours weigh the unobserved by `α₀`, Spark's the observed by `1 + α`: `α = 1 / α₀`. Spark's `λ` grows with the number
    /// of songs that a listener has, ours with `(|I_u| + α₀ |I|)^ν`: both are the same for a listener of as many songs as
    /// the mean.
    init(_ settings: TrainingSettings, on data: TrainingData) {
        self.init(
            factors: settings.factors, iterations: settings.epochs,
            regularization: data.regularization(perSong: settings), confidence: 1 / settings.unobserved,
            seed: settings.seed,
            repeatedOnly: settings.positive == .repeated)
    }
}
