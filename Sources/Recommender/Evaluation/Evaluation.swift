import Graph
import Tensor

/// How a model ranks the held-out songs of a data set.
///
/// The measure of He et al. 2017, arXiv:1708.05031, section 4.1: leave one out, HR@k and NDCG@k.
public struct Evaluation: Sendable {
    /// What a held-out song is ranked among.
    public enum Rivals: String, Sendable, CaseIterable {
        /// Its 99 negatives, as given or drawn.
        case sampled99
        /// All songs that the user has not in train.
        case full
    }

    /// One measure of one model.
    public struct Row: Sendable, Equatable {
        /// What the model is called.
        public let model: String
        /// The measure.
        public let metric: Metric
        /// How many places count.
        public let k: Int
        /// The mean over users.
        public let value: Double
        /// Where 95 % of the means of 1,000 resamples of the users lie.
        public let interval: ClosedRange<Double>
        /// How many users were tested.
        public let users: Int
        /// What the songs were ranked among.
        public let rivals: Rivals
        /// The seed of the resamples, and of the sample of users.
        public let seed: UInt64
    }

    /// The rank of one user's held-out song.
    public struct UserRank: Sendable, Equatable {
        /// The user.
        public let user: NodeID
        /// The rank, from 1.
        public let rank: Int
    }

    /// What the songs were ranked among.
    public let rivals: Rivals
    /// Each tested user's rank, in order of users.
    public let ranks: [UserRank]

    /// Ranks the test songs of `data`, of all users or of a seeded `sample` of them.
    ///
    /// A song that the model does not know has no score, so that it is never hit; a user whom it does not know is folded
    /// in. Throws
    /// `RecommenderError.nothingHeldOut` where there are no test songs, and stops where `cancellation` is raised.
    public init(
        _ model: Model, on data: TrainingData, rivals: Rivals, sample: Int? = nil, seed: UInt64 = 7,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        guard !data.holdout.test.isEmpty else { throw .nothingHeldOut }
        let scoring = MappedScoring(model, data)
        var ranks: [UserRank] = []
        for one in Self.sampled(data.holdout.test, sample, seed: seed) {
            try reading { () throws(GraphError) in try cancellation.check() }
            let rank =
                rivals == .sampled99
                ? scoring.rank(of: one.song, among: one.negatives, user: one.user)
                : scoring.rank(of: one.song, outside: data.holdout.known[Int(one.user)], user: one.user)
            ranks.append(UserRank(user: data.interactions.users[Int(one.user)], rank: rank))
        }
        (self.rivals, self.ranks) = (rivals, ranks)
    }

    /// HR and NDCG at each cut-off, with their intervals.
    public func rows(model name: String, cutoffs: [Int] = [10], seed: UInt64 = 7) -> [Row] {
        var rows: [Row] = []
        for k in cutoffs {
            for metric in Metric.allCases {
                let values = ranks.map { metric.value(rank: $0.rank, cutoff: k) }
                rows.append(
                    Row(
                        model: name, metric: metric, k: k, value: values.reduce(0, +) / Double(values.count),
                        interval: Bootstrap.interval(of: values, seed: seed), users: values.count, rivals: rivals,
                        seed: seed))
            }
        }
        return rows
    }

    private static func sampled(_ cases: [Holdout.Case], _ sample: Int?, seed: UInt64) -> [Holdout.Case] {
        guard let sample, sample < cases.count else { return cases }
        var random = RandomSource(seed: seed, stream: Stream.users)
        var shuffled = cases
        random.shuffle(&shuffled)
        return shuffled.prefix(sample).sorted { $0.user < $1.user }
    }
}

/// A model's scores by the places of a data set, which need not be the model's own.
private struct MappedScoring {
    let model: Model
    /// What each user is known to have played, by the data's places.
    let known: SongSets
    /// The model's place of each user and song of the data, -1 where it has none.
    let users: [Int32]
    let songs: [Int32]

    init(_ model: Model, _ data: TrainingData) {
        (self.model, known) = (model, data.holdout.known)
        users = Self.places(data.interactions.users, in: model.users)
        songs = Self.places(data.interactions.songs, in: model.songs)
    }

    func rank(of song: Int32, among rivals: [Int32], user: Int32) -> Int {
        let scores = scores([song] + rivals, user: user)
        return Ranking.rank(of: scores[0], among: scores.dropFirst())
    }

    /// The rank of `song` among all songs outside `known`, ascending.
    func rank(of song: Int32, outside known: ArraySlice<Int32>, user: Int32) -> Int {
        var rivals: [Int32] = []
        rivals.reserveCapacity(songs.count)
        var next = known.startIndex
        for rival in 0..<Int32(songs.count) {
            if next < known.endIndex && known[next] == rival {
                next += 1
            } else if rival != song {
                rivals.append(rival)
            }
        }
        let all = model.scorer.scores(for: history(of: user))
        func score(_ song: Int32) -> Float {
            songs[Int(song)] < 0 ? .nan : all[Int(songs[Int(song)])]
        }
        return Ranking.rank(of: score(song), among: rivals.lazy.map(score))
    }

    private func scores(_ wanted: [Int32], user: Int32) -> [Float] {
        var scores = [Float](repeating: .nan, count: wanted.count)
        let known = wanted.indices.filter { songs[Int(wanted[$0])] >= 0 }
        let found = model.scorer.scores(for: history(of: user), songs: known.map { songs[Int(wanted[$0])] })
        for (place, score) in zip(known, found) { scores[place] = score }
        return scores
    }

    private func history(of user: Int32) -> History {
        let place = users[Int(user)]
        return History(
            user: place < 0 ? nil : Int(place), songs: known[Int(user)].lazy.map { songs[Int($0)] }.filter { $0 >= 0 })
    }

    private static func places(_ nodes: [NodeID], in known: [NodeID]) -> [Int32] {
        let places = Places(known)
        return nodes.map { places[$0] ?? -1 }
    }
}
