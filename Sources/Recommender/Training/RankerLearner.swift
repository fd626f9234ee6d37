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
    private var random: RandomSource

    init(
        _ settings: TrainingSettings, _ data: TrainingData, draw: NeighbourhoodDraw, source: some CaseSource,
        evidence: Evidence?, final: Evidence?
    ) {
        (self.settings, self.draw, self.source, self.evidence) = (settings, draw, source, evidence)
        (histories, order, self.final) = (data.holdout.train, data.interactions.order, final)
        var weights = RandomSource(seed: settings.seed, stream: Stream.weights)
        let shape = settings.rankerShape(
            nodes: draw.nodes.count, songs: data.interactions.songs.count, extras: evidence?.columns.count ?? 0)
        ranker = SequenceRanker(shape: shape, from: &weights)
        training = RankerTraining(
            ranker, neighbourhoods: draw.lists, loss: settings.loss, settings: AdamSettings(rate: settings.rate),
            nodeRate: settings.nodeRate,
            batch: max(1, settings.batch / (1 + settings.negatives)), threads: settings.threads)
        random = RandomSource(seed: settings.seed, stream: Stream.samples)
    }

    mutating func learn(_ cancellation: Cancellation) -> Double? {
        training.epoch(source.cases(from: &random)) { cancellation.isRaised }
    }

    /// Pairs of one user lie together, so that each user's state is worked out once.
    func scores(users: [Int32], songs: [Int32]) -> [Float] {
        let (settings, histories, order, evidence) = (settings, histories, order, evidence)
        let scoring = RankerScoring(ranker, neighbourhoods: draw.lists, threads: settings.threads)
        let runs = Self.runs(of: users)
        return Team.collect(threads: settings.threads) { member in
            runs[member.share(of: 0..<runs.count)].flatMap { run in
                let user = Int(users[run.lowerBound])
                let history = order.history(of: user, having: histories[user])
                let wanted = Array(songs[run])
                var extras: Matrix?
                if let table = evidence?.table(for: history) {
                    let rows = Matrix(rows: wanted.count, columns: table.columns)
                    rows.all.gather(table, at: wanted[...])
                    extras = rows
                }
                return scoring.scores(
                    history: settings.sequence(of: history)[...], songs: wanted, extras: extras)
            }
        }
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
            data.holdout.train, order: data.interactions.order, songCount: songs.count, settings: settings)
        self.init(
            settings, data, draw: NeighbourhoodDraw(songs, in: data.knowledge, settings: settings), source: source,
            evidence: nil, final: nil)
    }

    /// The default preset's: the first stage is fitted once a fold, and once each to what is known while learning and in
    /// the end.
    init(
        stacked settings: TrainingSettings, _ data: TrainingData, cancellation: Cancellation
    ) throws(RecommenderError) {
        let songs = data.interactions.songs
        let stage = FirstStage(settings, data, cancellation: cancellation)
        let train = data.holdout.train
        var cases = try stage.cases(of: train)
        var evidence = try stage.evidence(of: train)
        let scale = cases.scale(columns: evidence.columns.count)
        cases.apply(scale)
        evidence.scale = scale
        var final = data.holdout.validation.isEmpty ? evidence : try stage.evidence(of: data.holdout.known)
        final.scale = scale
        self.init(
            settings, data, draw: NeighbourhoodDraw(songs, in: data.knowledge, settings: settings), source: cases,
            evidence: evidence, final: final)
    }
}
