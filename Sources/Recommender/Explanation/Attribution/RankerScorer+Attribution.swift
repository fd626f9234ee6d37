import Foundation

extension RankerScorer {
    /// The score by its state, which the past songs made one after the other, and by its evidence, each column of which
    /// is shared among the past songs as it is made of them.
    ///
    /// It starts from a listener of as many songs of whom none says anything: with the song's own popularity, no state,
    /// and all other evidence zero.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        attributions(of: [song], for: history)[0]
    }

    public func attributions(of songs: [Int32], for history: History) -> [Attribution] {
        let sequence = settings.sequence(of: history)
        let table = evidence?.table(for: history)
        let scores = scoring.scores(history: sequence[...], extras: table)
        return songs.map { song in
            let (row, start) = (table?.row(Int(song)) ?? [], evidence?.start(of: song, for: history) ?? [])
            let parts = scoring.shares(history: sequence[...], song: song, extras: row, start: start)
            var shares = zip(sequence, parts.steps).map {
                Attribution.Share(song: $0, carrier: .sequence, weight: $1)
            }
            if let evidence { shares += evidence.shares(of: song, for: history, slopes: parts.slopes) }
            return Attribution(score: scores[Int(song)], bias: parts.start, shares: shares)
        }
    }
}

extension Evidence {
    /// A song's numbers as the ranker reads them where no past song says anything. `[columns]`
    fileprivate func start(of song: Int32, for history: History) -> [Float] {
        columns.enumerated().map { place, column in
            let value: Float =
                switch column {
                case .popularity(let logarithms): logarithms[Int(song)]
                case .activity: log1p(Float(history.songs.count))
                case .ease, .als, .groups: 0
                }
            return (value - scale.means[place]) * scale.inverses[place]
        }
    }

    /// What the past songs add by each column, whose scaled number adds `slopes` [columns] for each unit.
    ///
    /// The logarithm of a count is shared alike among what is counted.
    fileprivate func shares(of song: Int32, for history: History, slopes: [Double]) -> [Attribution.Share] {
        columns.indices.flatMap { place -> [Attribution.Share] in
            let slope = slopes[place] * Double(scale.inverses[place])
            func shares(_ carrier: Attribution.Carrier, _ weights: [Double]) -> [Attribution.Share] {
                zip(history.songs, weights).map { .init(song: $0, carrier: carrier, weight: slope * $1) }
            }
            switch columns[place] {
            case .ease(let ease): return shares(.listeners, ease.weights(of: history, on: song))
            case .als(let als): return shares(.listeners, als.weights(of: history, on: song))
            case .groups(let groups):
                let common = history.songs.map { Double(groups.common($0, song)) }
                let sum = common.reduce(0, +)
                return shares(.relation(groups.relation), common.map { sum > 0 ? $0 * log1p(sum) / sum : 0 })
            case .popularity, .activity: return []
            }
        }
    }
}
