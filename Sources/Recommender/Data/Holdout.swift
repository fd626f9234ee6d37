import Graph
import Tensor

/// What training does not see: a song a user, and the songs that it is ranked among.
public struct Holdout: Sendable, Equatable {
    /// A held-out song and its rivals, as places.
    public struct Case: Sendable, Equatable {
        /// The user.
        public let user: Int32
        /// The song held out.
        public let song: Int32
        /// The songs that it is ranked among, 99 of them where there are as many.
        public let negatives: [Int32]

        /// The case of these parts.
        package init(user: Int32, song: Int32, negatives: [Int32]) {
            (self.user, self.song, self.negatives) = (user, song, negatives)
        }
    }

    /// What is learned from where a validation song says when to stop: without test and validation songs.
    public let train: SongSets
    /// What is known when tested: `train` and the validation songs.
    public let known: SongSets
    /// One case a user with three positives or more.
    public let validation: [Case]
    /// One case a user with two positives or more.
    public let test: [Case]
    /// How many users have no test song.
    public let untested: Int

    /// How many negatives a song is ranked among.
    public static let negativeCount = 99

    /// Nothing held out.
    public init(nothingOf interactions: Interactions) {
        (train, known) = (interactions.positives, interactions.positives)
        (validation, test, untested) = ([], [], interactions.users.count)
    }

    /// A random song of each user with two positives or more, and a second one of three or more for validation; of so
    /// many users as `most`, drawn at random, where there are more.
    ///
    /// Negatives are drawn from the songs that the user has not played at all. The same seed draws the same songs.
    /// Where `cancellation` is raised, this stops with `GraphError.interrupted`.
    public init(
        _ interactions: Interactions, most: Int = .max, seed: UInt64, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        var random = RandomSource(seed: seed, stream: Stream.holdout)
        var (tests, validations) = ([Case](), [Case]())
        let able = interactions.users.indices.filter { interactions.positives.count(of: $0) >= 2 }
        for user in Self.sample(able, most, seed: seed) {
            let songs = interactions.positives[user]
            do { try cancellation.check() } catch { throw .graph(error) }
            let picked = NegativeDraw.distinct(songs.count >= 3 ? 2 : 1, below: songs.count, from: &random)
            func drawn(_ place: Int) -> Case {
                Case(
                    user: Int32(user), song: songs[songs.startIndex + place],
                    negatives: NegativeDraw.songs(
                        Self.negativeCount, of: interactions.songs.count, notIn: interactions.played[user], &random))
            }
            tests.append(drawn(picked[0]))
            if picked.count > 1 { validations.append(drawn(picked[1])) }
        }
        self.init(interactions.positives, validation: validations, test: tests)
    }

    /// `most` of some users, or all of them where they are no more, ascending.
    private static func sample(_ users: [Int], _ most: Int, seed: UInt64) -> [Int] {
        guard users.count > most else { return users }
        var random = RandomSource(seed: seed, stream: Stream.tested)
        return NegativeDraw.distinct(most, below: users.count, from: &random).sorted().map { users[$0] }
    }

    /// The songs that a split holds out, with the negatives that it gives, and a random training song for validation.
    ///
    /// Validation negatives are drawn from the songs that the user has not in train.
    public init(_ interactions: Interactions, split rows: [SplitRow], seed: UInt64) {
        var random = RandomSource(seed: seed, stream: Stream.holdout)
        let (users, songs) = (Places(interactions.users), Places(interactions.songs))
        var (tests, validations) = ([Case](), [Case]())
        for row in rows.sorted(by: { $0.user < $1.user }) {
            guard let user = users[row.user] else { continue }
            if let test = row.test, let song = songs[test] {
                tests.append(Case(user: user, song: song, negatives: row.negatives.compactMap { songs[$0] }))
            }
            let positives = interactions.positives[Int(user)]
            guard positives.count >= 3 else { continue }
            let song = positives[positives.startIndex + random.index(below: positives.count)]
            let negatives = NegativeDraw.songs(
                Self.negativeCount, of: interactions.songs.count, notIn: positives, &random)
            validations.append(Case(user: user, song: song, negatives: negatives))
        }
        // A validation song that is also the test song is no validation: held out means out.
        let held = Dictionary(tests.map { ($0.user, $0.song) }) { first, _ in first }
        self.init(
            interactions.positives, validation: validations.filter { held[$0.user] != $0.song }, test: tests)
    }

    private init(_ positives: SongSets, validation: [Case], test: [Case]) {
        known = positives.removing(test.map { ($0.user, $0.song) })
        train = known.removing(validation.map { ($0.user, $0.song) })
        (self.validation, self.test) = (validation, test)
        untested = positives.userCount - test.count
    }
}

/// The streams of random numbers that one seed gives, so that none depends on how much another draws.
enum Stream {
    static let holdout: UInt64 = 1
    static let weights: UInt64 = 2
    static let samples: UInt64 = 3
    static let bootstrap: UInt64 = 4
    static let users: UInt64 = 5
    static let shuffledGraph: UInt64 = 20
    static let neighbours: UInt64 = 21
    static let order: UInt64 = 22
    static let folds: UInt64 = 23
    static let ranker: UInt64 = 24
    static let folding: UInt64 = 6
    static let turns: UInt64 = 7
    static let tested: UInt64 = 11
    static let listeners: UInt64 = 12
    static let removals: UInt64 = 8
    static let answerers: UInt64 = 9
    static let chance: UInt64 = 10
}
