import Graph
import Recommender
import Spill
import Tensor
import TestSupport
import Testing

/// What keeps training within its memory where listeners and songs are many.
@Suite struct FullScaleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [Interactions.Positive.any, .repeated])
    func playsInAFileAreThoseInMemory(positive: Interactions.Positive) throws {
        let graph = Checkerboard(users: 60, songs: 80).graph
        let space = SpillSpace(memory: 1_000, folder: folder.path)
        let plain = try Interactions(reading: graph, positive: positive)
        #expect(try plain == Interactions(reading: graph, positive: positive, space: space))
    }

    @Test func ofManyListenersAsManyAreTestedAsIsSaid() throws {
        let board = Checkerboard(users: 60, songs: 30)
        let settings = try TrainingSettings(.als, [("tested", .integer(7))])
        let (few, all) = (try board.data(settings), try board.data(TrainingSettings(.als)))
        #expect(few.holdout.test.count == 7 && few.holdout.untested == 53 && all.holdout.test.count == 60)
        #expect(few.holdout.train.pairCount == few.interactions.positives.pairCount - 14)
        let users = few.holdout.test.map(\.user)
        #expect(users == users.sorted() && Set(users).count == 7)
        #expect(try board.data(settings).holdout == few.holdout, "the same seed draws the same listeners")
        for one in few.holdout.test + few.holdout.validation {
            #expect(!few.holdout.train.contains(user: Int(one.user), song: one.song))
        }
    }

    @Test func removedSongsAreGoneAndAllElseIsShared() {
        let sets = SongSets([[1, 4, 9], [], [2, 3], [0], [5, 6]])
        let gone: [(user: Int32, song: Int32)] = [(0, 4), (3, 0), (0, 1), (2, 7)]
        let fewer = sets.removing(gone)
        #expect(fewer.pairCount == 5)
        #expect(fewer.contains(user: 4, song: 6) && !fewer.contains(user: 4, song: 4))
        #expect((0..<4).map { fewer.count(of: $0) } == [1, 0, 2, 0])
        #expect(!fewer.contains(user: 0, song: 4) && fewer.contains(user: 0, song: 9))
        #expect(fewer == SongSets([[9], [], [2, 3], [], [5, 6]]) && fewer != sets)
        #expect(fewer.inverted(songCount: 10) == SongSets([[], [], [2], [2], [], [4], [4], [], [], [0]]))
        #expect(fewer.flat.offsets == [0, 1, 1, 3, 3, 5])
        #expect(fewer.flat.songs == [9, 2, 3, 5, 6])
    }

    /// Of more positives than a portion has every one comes once an epoch, its user's others with it.
    @Test func portionsHaveEveryPositiveOnce() {
        let (users, each) = (300, 1_000)
        let sets = SongSets(
            (0..<users).map { user in (0..<each).map { place -> Int32 in Int32(place * 2 + user % 2) } })
        let draw = SampleDraw(positives: sets, songCount: 2 * each, negatives: 1)
        var random = RandomSource(seed: 5)
        let portions = draw.portions(from: &random)
        #expect(portions.count == 2 && portions.joined().sorted() == Array(0..<users))
        #expect(Array(portions.joined()) != Array(0..<users), "in random order")
        for portion in portions {
            let samples = draw.samples(of: portion, from: &random)
            #expect(samples.count == 2 * each * portion.count)
            var positives: Set<UInt64> = []
            for place in 0..<samples.count {
                let (user, song) = (samples.users[place], samples.songs[place])
                #expect(sets.contains(user: Int(user), song: song) == (samples.targets[place] == 1))
                if samples.targets[place] == 1 { positives.insert(UInt64(user) << 32 | UInt64(song)) }
            }
            #expect(positives.count == each * portion.count)
        }
    }

    @Test func foldsHoldOutAboutAsManyAsIsSaid() {
        let lists = (0..<4_000).map { user in (0..<20).map { place -> Int32 in Int32((user + place * 7) % 500) } }
        let sets = SongSets(lists)
        for fold in Folds(sets, count: 2, most: 1_000, seed: 3).all {
            #expect((800...1_200).contains(fold.held.pairCount))
            let all = fold.held.pairCount + fold.rest.pairCount
            #expect(all == sets.pairCount)
        }
    }

    /// The core's songs have the weights that they have where there are no others.
    @Test func aCoreIsComparedAsIfItWereAll() throws {
        let core: [[Int32]] = [[0, 2, 4], [0, 2], [2, 4, 6], [0, 6], [0, 2, 4, 6], [4, 6]]
        let rare: [Int32] = [1, 3, 5]
        let lists = core.enumerated().map { place, songs -> [Int32] in songs + (place < 3 ? [rare[place]] : []) }
        let (sets, alone) = (SongSets(lists), SongSets(core.map { songs in songs.map { $0 / 2 } }))
        let settings = try TrainingSettings(.ease, [("regularization", .integer(2))])
        let places: [Int] = [0, 2, 4, 6]
        let restricted = try EASE(sets, songCount: 7, core: 4, settings: settings)
        let whole = try EASE(alone, songCount: 4, settings: settings)
        let expected = whole.scores(for: History(songs: [0, 1]))
        let scores = restricted.scores(for: History(songs: [0, 1, 2]))
        #expect(places.map { scores[$0] } == expected)
        #expect(scores[1] == 0 && scores[3] == 0 && scores[5] == 0)
    }

    @Test func casesAndListenersHaveLimits() throws {
        let board = Checkerboard(users: 40, songs: 40)
        let pairs: [(String, SettingValue)] = [
            ("tested", .integer(10)), ("cases", .integer(30)), ("listeners", .integer(20)), ("epochs", .integer(2)),
            ("negatives", .integer(3)),
        ]
        for kind in [ModelKind.segue, .paper] {
            let own = pairs.filter { kind.settingNames.contains($0.0) }
            let settings = try TrainingSettings(kind, own)
            var samples: [Int] = []
            _ = try Trainer.train(
                settings, on: board.data(settings), progress: { if $0.stage == .ranker { samples.append($0.samples) } })
            #expect(samples.count == 2 && samples.allSatisfy { $0 > 0 && $0 <= 4 * 60 }, "\(kind): \(samples)")
        }
    }

    @Test func whatCannotFitIsRefusedBeforeItBegins() throws {
        let settings = try TrainingSettings(.ncf, [("factors", .integer(4_000))])
        let data = try Checkerboard(users: 60, songs: 40).data(settings)
        #expect {
            try Trainer.expect(settings, on: data, within: 1_000_000)
        } throws: { error in
            guard case RecommenderError.tooMuchMemory(let needed, 1_000_000, .ncf) = error else { return false }
            return needed > 5_000_000 && needed < 20_000_000
        }
        #expect(throws: Never.self) { try Trainer.expect(TrainingSettings(.ncf), on: data, within: 1_000_000) }
    }
}
