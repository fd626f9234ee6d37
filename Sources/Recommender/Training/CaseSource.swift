import Neural
import Tensor

/// What gives a ranker its cases, anew each epoch.
protocol CaseSource {
    /// One epoch's cases in random order.
    func cases(from random: inout RandomSource) -> RankerCases
}

/// The paper's cases: every positive beside sampled songs that the listener has not, after the listener's other songs.
///
/// Where the time of its play is known, only what was played before it, or at a time that is not known, stands before
/// it: nothing of what came later.
package struct PositiveCases: CaseSource {
    let positives: SongSets
    /// What each listener has skipped: half of their negatives, where there is any; nil is nothing.
    let skipped: SongSets?
    let order: PlayOrder
    let songCount: Int
    let settings: TrainingSettings

    /// The cases of `positives`, of which `order` says when they were played.
    package init(
        _ positives: SongSets, skipped: SongSets? = nil, order: PlayOrder, songCount: Int, settings: TrainingSettings
    ) {
        (self.positives, self.skipped, self.order) = (positives, skipped, order)
        (self.songCount, self.settings) = (songCount, settings)
    }

    package func cases(from random: inout RandomSource) -> RankerCases {
        var pairs: [(user: Int32, song: Int32)] = []
        let share = Double(settings.cases) / Double(max(positives.pairCount, 1))
        for user in 0..<positives.userCount where positives.count(of: user) < songCount {
            for song in positives[user] where share >= 1 || random.uniform() < share {
                pairs.append((Int32(user), song))
            }
        }
        random.shuffle(&pairs)
        var cases = RankerCases()
        for (user, song) in pairs {
            var history: [Int32] = []
            if settings.sequence == .gru {
                let listener = order.history(of: Int(user), having: positives[Int(user)])
                history = listener.before(song).sequence(from: &random)
            }
            let others = (0..<settings.negatives).map { _ in
                if let own = skipped?.drawn(of: Int(user), &random) { return own }
                var other = Int32(random.index(below: songCount))
                while positives.contains(user: Int(user), song: other) {
                    other = Int32(random.index(below: songCount))
                }
                return other
            }
            cases.append(history: history.suffix(settings.history), candidates: [song] + others)
        }
        return cases
    }
}

/// The cases of songs held out of the first stage, with what that stage says of each candidate.
///
/// The past songs are all that the fold has left, later plays too, as in what the first stage says; only in their order.
package struct HeldOutCases: CaseSource {
    /// One song held out, after the listener's rest.
    package struct Case: Sendable {
        /// The past songs, the oldest first.
        package let history: [Int32]
        /// The song, then sampled ones that the listener has not.
        package let candidates: [Int32]
        /// Candidate after candidate. `[candidates, columns]`
        package var extras: [Float]
    }

    /// The cases, fold after fold, in each in order of listeners and songs.
    package private(set) var all: [Case]

    /// The cases of a fold by `evidence`, which was made of the fold's rest; extras are not scaled yet.
    init(
        _ fold: Folds.Fold, positives: SongSets, skipped: SongSets, order: PlayOrder, evidence: Evidence,
        settings: TrainingSettings, seed: UInt64
    ) {
        all = Team.collect(threads: settings.threads) { member in
            var cases: [Case] = []
            for user in member.share(of: 0..<fold.held.userCount) where !fold.held[user].isEmpty {
                var random = RandomSource(seed: seed, stream: Stream.ranker &+ UInt64(user) << 8)
                func add(_ songs: some Sequence<Int32>, after listener: History) {
                    let (sequence, answers) = (settings.sequence(of: listener), evidence.answers(for: listener))
                    for song in songs {
                        let negatives = NegativeDraw.songs(
                            settings.negatives, of: evidence.songCount, notIn: positives[user],
                            skipped: skipped[user], &random)
                        let candidates = [song] + negatives
                        let extras = candidates.flatMap(answers.values)
                        cases.append(Case(history: sequence, candidates: candidates, extras: extras))
                    }
                }
                let rest = fold.rest[user]
                add(fold.held[user], after: order.history(of: user, having: rest))
                let again = fold.held[user].filter { _ in random.uniform() < settings.beginnings }
                let known = random.index(below: Self.beginning + 1)
                if !again.isEmpty, known < rest.count {
                    let places = NegativeDraw.distinct(known, below: rest.count, from: &random).sorted()
                    let few = places.map { rest[rest.startIndex + $0] }
                    add(again, after: order.history(of: user, having: few[...]))
                }
            }
            return cases
        }
    }

    /// How many songs a listener is known by at most where little is known of them.
    private static let beginning = 5

    /// The cases of several folds together.
    init(_ folds: [HeldOutCases]) { all = folds.flatMap(\.all) }

    /// The mean of each column over all candidates, and one over its deviation; `columns` of them.
    func scale(columns: Int) -> Evidence.Scale {
        var (sums, squares, count) = (
            [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns), 0.0
        )
        for one in all {
            count += Double(one.candidates.count)
            for (place, value) in one.extras.enumerated() {
                sums[place % columns] += Double(value)
                squares[place % columns] += Double(value) * Double(value)
            }
        }
        var scale = Evidence.Scale(columns: columns)
        for column in 0..<columns where count > 0 {
            let mean = sums[column] / count
            let deviation = max(squares[column] / count - mean * mean, 0).squareRoot()
            scale.means[column] = Float(mean)
            scale.inverses[column] = deviation > 1e-9 ? Float(1 / deviation) : 0
        }
        return scale
    }

    /// Scales all extras.
    mutating func apply(_ scale: Evidence.Scale) {
        let columns = scale.means.count
        for place in all.indices {
            for value in all[place].extras.indices {
                let column = value % columns
                all[place].extras[value] = (all[place].extras[value] - scale.means[column]) * scale.inverses[column]
            }
        }
    }

    func cases(from random: inout RandomSource) -> RankerCases {
        var order = Array(all.indices)
        random.shuffle(&order)
        var cases = RankerCases()
        for place in order {
            cases.append(history: all[place].history, candidates: all[place].candidates, extras: all[place].extras)
        }
        return cases
    }
}
