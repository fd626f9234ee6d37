import Graph
import Neural
import Recommender
import Tensor
import TestSupport
import Testing

@Test func playsOfOneAreObservedZerosUnderRepeat() throws {
    let (graph, users, songs) = smallGraph()
    let any = try Interactions(reading: graph, positive: .any)
    #expect(any.users == users && any.songs == songs)
    #expect(Array(any.positives[0]) == [0, 1, 3])
    let repeated = try Interactions(reading: graph, positive: .repeated)
    #expect(Array(repeated.positives[0]) == [0, 1] && Array(repeated.played[0]) == [0, 1, 3])
}

@Test func anEdgeWithoutAWeightIsOnePlay() throws {
    let graph = MemoryGraph()
    graph.edge(graph.node("user", "u"), "played", graph.node("song", "s"))
    #expect(try Interactions(reading: graph, positive: .any).positives.pairCount == 1)
    #expect(throws: RecommenderError.noPositives(.repeated)) {
        try Interactions(reading: graph, positive: .repeated)
    }
    #expect(throws: RecommenderError.noRelation("played")) {
        try Interactions(reading: MemoryGraph(), positive: .any)
    }
}

@Test func heldOutSongsAreDisjointFromTrainAndFromEachOther() throws {
    let board = Checkerboard()
    let data = try board.data(TrainingSettings(.ncf))
    let (holdout, all) = (data.holdout, data.interactions)
    #expect(holdout.test.count == 24 && holdout.validation.count == 24 && holdout.untested == 0)
    for one in holdout.test {
        #expect(!holdout.known.contains(user: Int(one.user), song: one.song))
        #expect(all.positives.contains(user: Int(one.user), song: one.song))
    }
    for one in holdout.validation {
        #expect(!holdout.train.contains(user: Int(one.user), song: one.song))
        #expect(holdout.known.contains(user: Int(one.user), song: one.song))
    }
    for one in holdout.test + holdout.validation {
        #expect(Set(one.negatives).count == one.negatives.count && one.negatives.count <= 99)
        #expect(one.negatives.allSatisfy { !all.played.contains(user: Int(one.user), song: $0) })
    }
    #expect(holdout.train.pairCount == all.positives.pairCount - 48)
}

@Test func theSameSeedHoldsOutTheSameSongs() throws {
    let board = Checkerboard()
    var settings = TrainingSettings(.ncf)
    let first = try board.data(settings)
    #expect(try board.data(settings).holdout == first.holdout)
    #expect(try board.data(settings).fingerprint == first.fingerprint)
    settings.seed = 8
    #expect(try board.data(settings).holdout != first.holdout)
    #expect(try board.data(settings).fingerprint != first.fingerprint)
}

@Test func usersWithFewPositivesAreNotTested() throws {
    let graph = MemoryGraph()
    for (user, plays) in [1, 2, 3].enumerated() {
        for song in 0..<plays { graph.edge(graph.node("user", "\(user)"), "played", graph.node("song", "\(song)")) }
    }
    let holdout = try TrainingData(reading: graph, settings: TrainingSettings(.ncf)).holdout
    #expect(holdout.untested == 1 && holdout.test.map(\.user) == [1, 2] && holdout.validation.map(\.user) == [2])
    #expect(holdout.train.pairCount == 6 - 3)
}

@Test func aGivenSplitIsUsedAsItIs() throws {
    let (user, other) = (NodeID(10), NodeID(3))
    let songs = (20..<30).map { NodeID($0) }
    let rows = [
        SplitRow(user: user, train: [songs[3], songs[0], songs[1]], test: songs[5], negatives: [songs[0], songs[9]]),
        SplitRow(user: other, train: [songs[2]], test: nil, negatives: []),
    ]
    let data = try TrainingData(split: rows, named: "given", settings: TrainingSettings(.ncf))
    #expect(data.interactions.users == [other, user] && data.split == .given("given"))
    #expect(data.interactions.songs == [0, 1, 2, 3, 5, 9].map { songs[$0] })
    // The negative that is in train stays, as the split has it.
    #expect(data.holdout.test == [Holdout.Case(user: 1, song: 4, negatives: [0, 5])])
    #expect(data.holdout.untested == 1 && data.holdout.validation.count == 1)
    let validation = try #require(data.holdout.validation.first)
    #expect(validation.negatives.allSatisfy { ![0, 1, 3].contains($0) })
    #expect(data.holdout.train.pairCount == 3 && data.holdout.known.pairCount == 4)
}

@Test func sampledNegativesAreNeverTrainPositives() throws {
    let (graph, _, _) = smallGraph()
    let data = try Interactions(reading: graph, positive: .repeated)
    let draw = SampleDraw(positives: data.positives, songCount: 4, negatives: 4)
    var random = RandomSource(seed: 1)
    var singlePlaySampled = false
    for _ in 0..<20 {
        let samples = draw.samples(of: Array(data.users.indices), from: &random)
        #expect(samples.count == 5 * data.positives.pairCount)
        for place in 0..<samples.count {
            let (user, song) = (samples.users[place], samples.songs[place])
            #expect(data.positives.contains(user: Int(user), song: song) == (samples.targets[place] == 1))
            singlePlaySampled = singlePlaySampled || (user == 0 && song == 3)
        }
    }
    #expect(singlePlaySampled)
}
