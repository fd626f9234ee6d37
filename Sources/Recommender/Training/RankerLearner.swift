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
    /// What speaks for songs where `histories` are all that is known.
    private let evidence: Evidence?
    /// The same where the validation songs are known too: what answers once all is learned.
    private let final: Evidence?
    /// What `evidence` says of the pairs that validation asks for, which are the same each epoch. `[pairs, columns]`
    private var askedEvidence: Matrix?
    private var random: RandomSource

    init(
        _ settings: TrainingSettings, _ data: TrainingData, draw: NeighbourhoodDraw, source: some CaseSource,
        evidence: Evidence?, final: Evidence?
    ) {
        (self.settings, self.draw, self.source, self.evidence) = (settings, draw, source, evidence)
        (histories, self.final) = (data.holdout.train, final)
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

    mutating func learn(_ cancellation: Cancellation) -> Lesson? {
        let cases = source.cases(from: &random)
        let loss = training.epoch(cases) { cancellation.isRaised }
        return loss.map { Lesson(loss: $0, samples: cases.candidates.count) }
    }

    /// Pairs of one user lie together, so that each user's state is worked out once.
    mutating func scores(users: [Int32], songs: [Int32]) -> [Float] {
        let (settings, histories, runs) = (settings, histories, Self.runs(of: users))
        if askedEvidence == nil { askedEvidence = evidence.map { self.evidence($0, of: songs, runs, users) } }
        let table = askedEvidence
        let scoring = RankerScoring(ranker, neighbourhoods: draw.lists, threads: settings.threads)
        return Team.collect(threads: settings.threads) { member in
            runs[member.share(of: 0..<runs.count)].flatMap { run in
                let history = History(songs: histories[Int(users[run.lowerBound])])
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
                let all = evidence.table(for: History(songs: histories[Int(users[run.lowerBound])]))
                table.rows(run).gather(all, at: songs[run])
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
        let source = PositiveCases(positives: data.holdout.train, songCount: songs.count, settings: settings)
        self.init(
            settings, data, draw: NeighbourhoodDraw(songs, in: data.knowledge, settings: settings), source: source,
            evidence: nil, final: nil)
    }

    /// The default preset's: the first stage is fitted once a fold, and once each to what is known while learning and in
    /// the end.
    init(
        stacked settings: TrainingSettings, _ data: TrainingData, starting: (TrainingStep) -> Void,
        cancellation: Cancellation
    ) throws(RecommenderError) {
        let songs = data.interactions.songs
        let stage = FirstStage(settings, data, cancellation: cancellation)
        let train = data.holdout.train
        let all = Folds(train, count: settings.folds, seed: settings.seed).all
        let isFinal = data.holdout.validation.isEmpty
        let fitCount = (all.count + (isFinal ? 1 : 2)) * Evidence.fitted(by: settings).count
        var fits = 0
        func fitting(_ kind: ModelKind) {
            fits += 1
            starting(.fitting(kind, number: fits, of: fitCount))
        }
        var folds: [HeldOutCases] = []
        for (place, fold) in all.enumerated() {
            let evidence = try stage.evidence(of: fold.rest, fitting: fitting)
            starting(.scoring(number: place + 1, of: all.count))
            folds.append(
                HeldOutCases(
                    fold, positives: train, evidence: evidence, settings: settings,
                    seed: settings.seed &+ UInt64(place) << 32))
        }
        var cases = HeldOutCases(folds)
        var evidence = try stage.evidence(of: train, fitting: fitting)
        let scale = cases.scale(columns: evidence.columns.count)
        cases.apply(scale)
        evidence.scale = scale
        var final = isFinal ? evidence : try stage.evidence(of: data.holdout.known, fitting: fitting)
        final.scale = scale
        self.init(
            settings, data, draw: NeighbourhoodDraw(songs, in: data.knowledge, settings: settings), source: cases,
            evidence: evidence, final: final)
    }
}

/// The simpler models whose scores the ranker reads.
private struct FirstStage {
    private let settings: TrainingSettings
    private let relations: [SongGroups]
    /// The groups that count in EASE.
    private let rows: SongSets
    private let songCount: Int
    private let cancellation: Cancellation

    init(_ settings: TrainingSettings, _ data: TrainingData, cancellation: Cancellation) {
        let names = settings.origins(of: data.interactions.songs)
        let groups = data.knowledge.parts.map { SongGroups($0, names: names) }
        relations = groups.filter { $0.songs.userCount > 0 }
        let wanted = Set(settings.groups.filter { $0.weight > 0 }.map(\.name))
        rows = SongSets(
            zip(data.knowledge.parts, groups).filter { wanted.contains($0.0.name) }.flatMap { pair in
                (0..<pair.1.songs.userCount).map { Array(pair.1.songs[$0]) }
            })
        (self.settings, songCount, self.cancellation) = (settings, names.count, cancellation)
    }

    /// What `positives` say; `fitting` hears of each model that takes a while.
    func evidence(of positives: SongSets, fitting: (ModelKind) -> Void) throws(RecommenderError) -> Evidence {
        try Evidence(
            positives, relations: relations, rows: rows, settings: settings, songCount: songCount, fitting: fitting,
            cancellation: cancellation)
    }
}
