import Foundation
import Graph
import Tensor

/// What speaks for songs, as numbers made of a listener's songs alone: scores of simpler models, and counts in the graph.
///
/// The ranker reads them beside its state and graph embeddings, each less its mean and over its deviation.
package struct Evidence: Sendable {
    /// One number a song, and what makes it.
    enum Column: Sendable {
        case ease(EASE)
        case als(ALS)
        /// `log(1 + listeners)`. `[songs]`
        case popularity([Float])
        /// `log(1 + count)` of the listener's songs that share a node.
        case groups(SongGroups)
        /// `log(1 + songs)` of the listener, the same for every song.
        case activity
    }

    /// The columns, in the order of `TrainingSettings.evidence`.
    let columns: [Column]
    /// How many songs there are.
    package let songCount: Int
    /// Each column's mean, and one over its deviation.
    package var scale: Scale

    /// What takes off each column's mean and divides by its deviation. `[columns]` both
    package struct Scale: Sendable {
        package var means: [Float]
        package var inverses: [Float]

        /// Nothing.
        init(columns: Int) {
            means = [Float](repeating: 0, count: columns)
            inverses = [Float](repeating: 1, count: columns)
        }
    }

    /// What `positives` say by `settings.evidence`; `relations` are the groups of each relation, `rows` those that count
    /// in EASE. `fitting` hears of each model that takes a while.
    package init(
        _ positives: SongSets, relations: [SongGroups], rows: SongSets, settings: TrainingSettings, songCount: Int,
        fitting: (ModelKind) -> Void, cancellation: Cancellation
    ) throws(RecommenderError) {
        var columns: [Column] = []
        for kind in settings.evidence {
            if let model = kind.model { fitting(model) }
            switch kind {
            case .ease:
                let ease = try EASE(
                    positives, songCount: songCount, groups: rows, groupWeight: settings.groupWeight,
                    core: songCount > EASE.mostSongs ? EASE.coreSize : nil,
                    settings: settings.nested(.ease), cancellation: cancellation)
                columns.append(.ease(ease))
            case .als:
                let training = ALSTraining(settings.nested(.als), positives, songCount: songCount)
                columns.append(.als(try training.run(progress: { _ in }, cancellation: cancellation).scorer))
            case .popularity: columns.append(.popularity(Self.logarithms(positives, songCount: songCount)))
            case .relations: columns += relations.map { .groups($0) }
            case .activity: columns.append(.activity)
            }
        }
        self.init(columns: columns, songCount: songCount)
    }

    init(columns: [Column], songCount: Int) {
        (self.columns, self.songCount) = (columns, songCount)
        scale = Scale(columns: columns.count)
    }

    private static func logarithms(_ positives: SongSets, songCount: Int) -> [Float] {
        Popularity(positives, songCount: songCount).counts.map { log1p($0) }
    }

    /// The model of factors among the columns.
    var factors: ALS? {
        for case .als(let als) in columns { return als }
        return nil
    }

    /// All songs' numbers before scaling, a column at a time. `[columns][songs]`
    package func values(for history: History) -> [[Float]] {
        columns.map { column in
            switch column {
            case .ease(let ease): ease.scores(for: history)
            case .als(let als): als.scores(for: history)
            case .popularity(let logarithms): logarithms
            case .groups(let groups): groups.counts(for: history).map { $0 == 0 ? 0 : log1p($0) }
            case .activity: [Float](repeating: log1p(Float(history.songs.count)), count: songCount)
            }
        }
    }

    /// All songs' numbers as the ranker reads them. `[songs, columns]`
    package func table(for history: History) -> Matrix {
        let (table, width) = (Matrix(rows: songCount, columns: columns.count), columns.count)
        table.withMutableSpan { span in
            for (column, values) in values(for: history).enumerated() {
                let (mean, inverse) = (scale.means[column], scale.inverses[column])
                for song in 0..<songCount { span[song * width + column] = (values[song] - mean) * inverse }
            }
        }
        return table
    }
}

extension TrainingSettings {
    /// The settings of a simpler model within this one: its own defaults, this one's seed and threads.
    func nested(_ kind: ModelKind) -> TrainingSettings {
        var nested = TrainingSettings(kind)
        (nested.seed, nested.threads) = (seed, threads)
        return nested
    }
}
