import Graph

/// Makes models.
public enum Trainer {
    /// Trains a model of the settings' kind on `data`.
    ///
    /// `progress` hears of each epoch, `learning` now and then how far a long one is, in any thread, and `starting` of
    /// other work that takes a while. Where `cancellation` is raised, the running step is ended and the best so far
    /// returned; `GraphError.interrupted` is thrown where there is none that is worth keeping. The same data, settings and
    /// number of threads give the same bytes.
    public static func train(
        _ settings: TrainingSettings, on data: TrainingData, progress: (EpochReport) -> Void = { _ in },
        learning: @escaping @Sendable (EpochPart) -> Void = { _ in }, starting: (TrainingStep) -> Void = { _ in },
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) -> Model {
        try cancellation.stop()
        var epochs: [EpochFigures] = []
        var model = try trained(
            settings, data,
            { report in
                epochs.append(report.figures)
                progress(report)
            }, learning, starting, cancellation)
        model.epochs = epochs
        return model
    }

    private static func trained(
        _ settings: TrainingSettings, _ data: TrainingData, _ progress: (EpochReport) -> Void,
        _ learning: @escaping @Sendable (EpochPart) -> Void, _ starting: (TrainingStep) -> Void,
        _ cancellation: Cancellation
    ) throws(RecommenderError) -> Model {
        let (known, songCount) = (data.holdout.known, data.interactions.songs.count)
        switch settings.kind {
        case .segue:
            let learner = try RankerLearner(stacked: settings, data, starting: starting, cancellation: cancellation)
            return try best(learner, settings, data, progress, learning, starting, cancellation)
        case .paper: return try paper(settings, data, progress, learning, starting, cancellation)
        case .popularity: return model(settings, data, Popularity(known, songCount: songCount))
        case .itemknn:
            starting(.fitting(.itemknn, number: 1, of: 1))
            let scorer = try ItemKNN(known, songCount: songCount, settings: settings, cancellation: cancellation)
            return model(settings, data, scorer)
        case .userknn: return model(settings, data, UserKNN(known, songCount: songCount, settings: settings))
        case .ease:
            starting(.fitting(.ease, number: 1, of: 1))
            let scorer = try EASE(known, songCount: songCount, settings: settings, cancellation: cancellation)
            return model(settings, data, scorer)
        case .als:
            starting(.learning(nil))
            let training = ALSTraining(settings, known, songCount: songCount)
            let (scorer, epoch) = try training.run(progress: progress, cancellation: cancellation)
            return model(settings, data, scorer, bestEpoch: epoch)
        case .ncf, .gmf, .mlp:
            return try best(NetworkLearner(settings, data), settings, data, progress, learning, starting, cancellation)
        case .bpr:
            return try best(BPRLearner(settings, data), settings, data, progress, learning, starting, cancellation)
        case .lightgcn:
            return try best(LightGCNLearner(settings, data), settings, data, progress, learning, starting, cancellation)
        }
    }

    /// Both stages of the paper's preset, one after the other: NCF proposes, graph and sequence stage rank.
    private static func paper(
        _ settings: TrainingSettings, _ data: TrainingData, _ progress: (EpochReport) -> Void,
        _ learning: @escaping @Sendable (EpochPart) -> Void, _ starting: (TrainingStep) -> Void,
        _ cancellation: Cancellation
    ) throws(RecommenderError) -> Model {
        guard data.holdout.train.pairCount > 0 else { throw .noPositives(settings.positive) }
        let validation = data.holdout.validation
        starting(.learning(.ncf))
        var first = EpochTraining(
            NetworkLearner(settings, data), stage: .ncf, settings: settings, validation: validation)
        let proposing = try first.run(progress: progress, learning: learning, cancellation: cancellation).scorer
        // A ranker that has learned nothing is not worth keeping.
        try cancellation.stop()
        starting(.learning(.ranker))
        var second = EpochTraining(
            RankerLearner(paper: settings, data), stage: .ranker, settings: settings, validation: validation)
        let (ranking, epoch) = try second.run(progress: progress, learning: learning, cancellation: cancellation)
        return model(settings, data, ranking.proposing(by: proposing), bestEpoch: epoch)
    }

    /// The model of a learner's best epoch.
    private static func best(
        _ learner: some EpochLearner, _ settings: TrainingSettings, _ data: TrainingData,
        _ progress: (EpochReport) -> Void, _ learning: @escaping @Sendable (EpochPart) -> Void,
        _ starting: (TrainingStep) -> Void, _ cancellation: Cancellation
    ) throws(RecommenderError) -> Model {
        guard data.holdout.train.pairCount > 0 else { throw .noPositives(settings.positive) }
        starting(.learning(settings.kind.lastStage))
        var training = EpochTraining(
            learner, stage: settings.kind.lastStage, settings: settings, validation: data.holdout.validation)
        let (scorer, epoch) = try training.run(progress: progress, learning: learning, cancellation: cancellation)
        return model(settings, data, scorer, bestEpoch: epoch)
    }

    static func model(
        _ settings: TrainingSettings, _ data: TrainingData, _ scorer: some Scorer, bestEpoch: Int = 0
    ) -> Model {
        Model(
            settings: settings, split: data.split, plays: data.interactions.edgeCount,
            fingerprint: data.fingerprint, bestEpoch: bestEpoch, users: data.interactions.users,
            songs: data.interactions.songs, played: data.interactions.fingerprints, scorer: scorer)
    }
}
