import Graph
import Neural
import Tensor

/// Learns the second stage.
struct RankerLearner: EpochLearner {
    private let settings: TrainingSettings
    private let draw: NeighbourhoodDraw
    private let source: any CaseSource
    private let ranker: SequenceRanker
    private let training: RankerTraining
    /// What listeners are known by while learning.
    private let histories: SongSets
    /// In which order they played.
    private let order: PlayOrder
    /// What speaks for songs where `histories` are all that is known.
    private let evidence: Evidence?
    /// The same where the validation songs are known too: what answers once all is learned.
    private let final: Evidence?
    /// What `evidence` says of the pairs that validation asks for, which are the same each epoch. `[pairs, columns]`
    private var askedEvidence: Matrix?
    private var random: RandomSource

    init(
        _ settings: TrainingSettings, _ data: TrainingData, draw: NeighbourhoodDraw, source: some CaseSource,
        evidence: Evidence?, final: Evidence?, vectors: Matrix? = nil
    ) {
        (self.settings, self.draw, self.source, self.evidence) = (settings, draw, source, evidence)
        (histories, order, self.final) = (data.holdout.train, data.interactions.order, final)
        var weights = RandomSource(seed: settings.seed, stream: Stream.weights)
        let shape = settings.rankerShape(
            nodes: draw.nodes.count, songs: data.interactions.songs.count, extras: evidence?.columns.count ?? 0)
        ranker = SequenceRanker(shape: shape, from: &weights)
        if let vectors { ranker.start(songs: vectors) }
        training = RankerTraining(
            ranker, neighbourhoods: draw.lists, loss: settings.loss, settings: AdamSettings(rate: settings.rate),
            nodeRate: settings.nodeRate,
            batch: max(1, settings.batch / (1 + settings.negatives)), threads: settings.threads)
        random = RandomSource(seed: settings.seed, stream: Stream.samples)
    }

    mutating func learn(
        _ cancellation: Cancellation, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) -> Lesson? {
        let cases = source.cases(from: &random)
        let (count, samples) = (max(cases.count, 1), cases.candidates.count)
        let loss = training.epoch(cases) {
            cancellation.isRaised
        } progress: {
            progress(samples * $0 / count, samples)
        }
        return loss.map { Lesson(loss: $0, samples: samples) }
    }

    /// Pairs of one user lie together, so that each user's state is worked out once.
    mutating func scores(users: [Int32], songs: [Int32]) -> [Float] {
        let (settings, histories, order, runs) = (settings, histories, order, Self.runs(of: users))
        if askedEvidence == nil { askedEvidence = evidence.map { self.evidence($0, of: songs, runs, users) } }
        let table = askedEvidence
        precondition(table.map { $0.rows == songs.count } ?? true, "other pairs than before")
        let scoring = RankerScoring(ranker, neighbourhoods: draw.lists, threads: settings.threads)
        return Team.collect(threads: settings.threads) { member in
            runs[member.share(of: 0..<runs.count)].flatMap { run in
                let user = Int(users[run.lowerBound])
                let history = order.history(of: user, having: histories[user])
                let extras = table.map { Matrix(rows: run.count, columns: $0.columns) }
                if let table { extras?.all.set(table.rows(run)) }
                return scoring.scores(
                    history: settings.sequence(of: history)[...], songs: Array(songs[run]), extras: extras)
            }
        }
    }

    /// What `evidence` says of pairs, whose users are the same within a run. `[pairs, columns]`
    private func evidence(_ evidence: Evidence, of songs: [Int32], _ runs: [Range<Int>], _ users: [Int32]) -> Matrix {
        let (table, histories) = (Matrix(rows: songs.count, columns: evidence.columns.count), histories)
        Team.run(threads: settings.threads) { member in
            for run in runs[member.share(of: 0..<runs.count)] {
                let answers = evidence.answers(for: History(songs: histories[Int(users[run.lowerBound])]))
                for place in run {
                    for (column, value) in evidence.scaled(answers.values(songs[place])).enumerated() {
                        table[place, column] = value
                    }
                }
            }
        }
        return table
    }

    func learned() -> RankerScorer {
        let copy = ranker.copy()
        let scoring = RankerScoring(copy, neighbourhoods: draw.lists, threads: settings.threads)
        return RankerScorer(copy, scoring: scoring, draw: draw, evidence: final, settings: settings)
    }

    private static func runs(of users: [Int32]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for place in users.indices where place + 1 == users.count || users[place + 1] != users[place] {
            runs.append(start..<place + 1)
            start = place + 1
        }
        return runs
    }
}

extension RankerLearner {
    /// The paper's second stage.
    init(paper settings: TrainingSettings, _ data: TrainingData) {
        let songs = data.interactions.songs
        let source = PositiveCases(
            data.holdout.train, skipped: data.interactions.skipped, order: data.interactions.order,
            songCount: songs.count, settings: settings)
        self.init(
            settings, data, draw: NeighbourhoodDraw(songs, in: data.knowledge, settings: settings), source: source,
            evidence: nil, final: nil)
    }

    /// The default preset's, which learns from what the first stage says of songs that it has not seen.
    init(
        stacked settings: TrainingSettings, _ data: TrainingData, starting: (TrainingStep) -> Void,
        cancellation: Cancellation
    ) throws(RecommenderError) {
        let fitted = try FirstStage(settings, data, cancellation: cancellation)
            .fitted(to: data.holdout, starting: starting)
        let draw = NeighbourhoodDraw(data.interactions.songs, in: data.knowledge, settings: settings)
        self.init(
            settings, data, draw: draw, source: fitted.cases, evidence: fitted.evidence, final: fitted.final,
            vectors: fitted.vectors)
    }
}
