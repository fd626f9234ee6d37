import Graph
import Tensor

/// The simpler models whose scores the ranker reads, and the vectors that nodes' embeddings start from.
package struct FirstStage {
    private let settings: TrainingSettings
    private let relations: [SongGroups]
    /// The groups that count in EASE.
    private let rows: SongSets
    private let songCount: Int
    private let order: PlayOrder
    private let skipped: SongSets
    private let cancellation: Cancellation

    /// All that a ranker is made of before it learns.
    struct Fitted {
        /// What it learns from.
        var cases: HeldOutCases
        /// What speaks for songs while learning.
        var evidence: Evidence
        /// The same where the validation songs are known too.
        var final: Evidence
        /// What songs' embeddings start from; nil where that is at random. `[songs, embedding]`
        let vectors: Matrix?
    }

    /// The stage of these settings, with what `data` knows of songs.
    package init(
        _ settings: TrainingSettings, _ data: TrainingData, cancellation: Cancellation = Cancellation()
    ) {
        let names = settings.origins(of: data.interactions.songs)
        let groups = data.knowledge.parts.map { SongGroups($0, names: names) }
        relations = groups.filter { $0.songs.userCount > 0 }
        let wanted = Set(settings.groups.filter { $0.weight > 0 }.map(\.name))
        rows = SongSets(
            zip(data.knowledge.parts, groups).filter { wanted.contains($0.0.name) }.flatMap { pair in
                (0..<pair.1.songs.userCount).map { Array(pair.1.songs[$0]) }
            })
        (self.settings, songCount, order) = (settings, names.count, data.interactions.order)
        skipped = data.interactions.skipped
        self.cancellation = cancellation
    }

    /// Fits the stage once a fold, once to what is known while learning, and once to what is known in the end.
    func fitted(to holdout: Holdout, starting: (TrainingStep) -> Void) throws(RecommenderError) -> Fitted {
        let (isFinal, once) = (holdout.validation.isEmpty, settings.evidence.count { $0.model != nil })
        let train = holdout.train.sample(settings.listeners, seed: settings.seed)
        let folds = folds(of: train)
        let fitCount = (folds.all.count + (isFinal ? 1 : 2)) * once + (settings.initial == .als ? 1 : 0)
        var fits = 0
        func fitting(_ kind: ModelKind) {
            fits += 1
            starting(.fitting(kind, number: fits, of: fitCount))
        }
        var cases = try cases(of: train, in: folds, fitting: fitting) { fold in
            starting(.scoring(number: fold + 1, of: folds.all.count))
        }
        guard !cases.all.isEmpty else { throw .noPairs }
        var evidence = try evidence(of: train, fitting: fitting)
        let known = holdout.known.sample(settings.listeners, seed: settings.seed)
        var final = isFinal ? evidence : try self.evidence(of: known, fitting: fitting)
        let scale = cases.scale(columns: evidence.columns.count)
        cases.apply(scale)
        (evidence.scale, final.scale) = (scale, scale)
        let vectors = try vectors(of: folds, fitting: fitting)
        try cancellation.stop()
        return Fitted(cases: cases, evidence: evidence, final: final, vectors: vectors)
    }

    /// How many songs all folds together hold out: as many as make the settings' cases.
    private var heldCount: Double { Double(settings.cases) / (1 + settings.beginnings) }

    /// As many folds as hold out so many songs, `settings.folds` at most: each costs a fit.
    package func folds(of train: SongSets) -> Folds {
        let wanted = heldCount / Double(max(Folds.size(of: train), 1))
        let count = max(1, min(settings.folds, Int(min(wanted, 1_000).rounded(.up))))
        return Folds(train, count: count, most: Int((heldCount / Double(count)).rounded(.up)), seed: settings.seed)
    }

    /// What speaks for songs where `positives` are all that is known; `fitting` hears of each model that takes a while.
    package func evidence(
        of positives: SongSets, fitting: (ModelKind) -> Void = { _ in }
    ) throws(RecommenderError) -> Evidence {
        try Evidence(
            positives, relations: relations, rows: rows, settings: settings, songCount: songCount, fitting: fitting,
            cancellation: cancellation)
    }

    /// Songs that `folds` hold out of `train`, each with what the stage says that was fitted without them; extras are not scaled yet.
    /// `scoring` hears of each fold whose models are fitted.
    package func cases(
        of train: SongSets, in folds: Folds, fitting: (ModelKind) -> Void = { _ in }, scoring: (Int) -> Void = { _ in }
    ) throws(RecommenderError) -> HeldOutCases {
        var cases: [HeldOutCases] = []
        for (place, fold) in folds.all.enumerated() {
            let evidence = try evidence(of: fold.rest, fitting: fitting)
            scoring(place)
            cases.append(
                HeldOutCases(
                    fold, positives: train, skipped: skipped, order: order, evidence: evidence, settings: settings,
                    seed: settings.seed &+ UInt64(place) << 32))
        }
        return HeldOutCases(cases)
    }

    /// Songs' factors by what none of the folds holds out, of deviation 0.05 as random embeddings are; nil where these
    /// are wanted, or the folds leave nothing. `[songs, embedding]`
    ///
    /// Factors that had seen a held-out song with its listener would tell the ranker what it is to foretell. The more
    /// folds there are, the less is left for the factors: about 70 % of all plays by three folds, 60 % by five.
    package func vectors(
        of folds: Folds, fitting: (ModelKind) -> Void = { _ in }
    ) throws(RecommenderError) -> Matrix? {
        guard settings.initial == .als else { return nil }
        fitting(.als)
        var own = settings.nested(.als)
        own.factors = settings.embedding
        let training = ALSTraining(own, folds.common, songCount: songCount)
        let vectors = try training.run(progress: { _ in }, cancellation: cancellation).scorer.songs
        let squares = vectors.values.reduce(0.0) { $0 + Double($1) * Double($1) }
        let deviation = (squares / Double(max(vectors.count, 1))).squareRoot()
        guard deviation > 1e-9 else { return nil }
        vectors.all.scale(by: Float(0.05 / deviation))
        return vectors
    }
}
