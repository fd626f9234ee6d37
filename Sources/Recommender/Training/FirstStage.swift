import Graph

/// The simpler models whose scores the ranker reads.
package struct FirstStage {
    private let settings: TrainingSettings
    private let relations: [SongGroups]
    /// The groups that count in EASE.
    private let rows: SongSets
    private let songCount: Int
    private let order: PlayOrder
    private let cancellation: Cancellation

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
        self.cancellation = cancellation
    }

    /// What speaks for songs where `positives` are all that is known.
    package func evidence(of positives: SongSets) throws(RecommenderError) -> Evidence {
        try Evidence(
            positives, relations: relations, rows: rows, settings: settings, songCount: songCount,
            cancellation: cancellation)
    }

    /// Songs held out of `train`, each with what the stage says that was fitted without them; extras are not scaled yet.
    package func cases(of train: SongSets) throws(RecommenderError) -> HeldOutCases {
        var folds: [HeldOutCases] = []
        for (place, fold) in Folds(train, count: settings.folds, seed: settings.seed).all.enumerated() {
            let evidence = try evidence(of: fold.rest)
            folds.append(
                HeldOutCases(
                    fold, positives: train, order: order, evidence: evidence, settings: settings,
                    seed: settings.seed &+ UInt64(place) << 32))
        }
        return HeldOutCases(folds)
    }
}
