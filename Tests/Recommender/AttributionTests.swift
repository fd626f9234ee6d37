import Graph
import Recommender
import TestSupport
import Testing

/// Scores taken apart, by every kind of model.
@Suite struct AttributionTests {
    /// A residual that is rounding: 1e-4 of max(|score|, 0.1).
    private static func isRounding(_ account: Account) -> Bool {
        abs(account.residual) <= 1e-4 * max(abs(Double(account.score)), 0.1)
    }

    @Test(arguments: ModelKind.allCases) func thePartsSumToTheScore(kind: ModelKind) throws {
        let bands = Bands()
        let some = bands.listener("u", of: [0, 1, 7])
        let model = try bands.model(kind) { $0.epochs = 5 }
        let newcomer = bands.listener("n", of: [2, 3, 4, 8])
        var (feedback, paths) = (Feedback(), 0)
        feedback.like(bands.songs[10])
        feedback.skip(bands.songs[5])
        feedback.skip(bands.songs[9])
        for taste in [
            Taste(of: bands.users[0]), Taste(of: some), Taste(of: newcomer), Taste(playing: [bands.songs[6]]),
            Taste(of: some, saying: feedback), Taste(of: bands.users[1], saying: feedback),
        ] {
            let accounts = try Account.accounts(of: bands.songs, for: taste, by: model, in: bands.graph)
            for (song, account) in zip(bands.songs, accounts) {
                let account = try #require(account)
                let score = try SongRank(of: song, for: taste, by: model, in: bands.graph).score
                #expect(account.score == score && Self.isRounding(account), "\(kind): \(account.residual) of \(score)")
                let sum = account.terms.reduce(account.bias + account.other + account.residual) { $0 + $1.weight }
                #expect(abs(sum - Double(score)) < 1e-9)
                paths += account.terms.count
                let byPlay = account.plays.reduce(0) { $0 + $1.weight }
                let byCarrier = account.carriers.reduce(0) { $0 + $1.weight }
                #expect(abs(byPlay - account.paths) < 1e-9 && abs(byCarrier - account.paths) < 1e-9)
            }
        }
        #expect((paths > 0) == (kind != .popularity))
    }

    /// Of a sum over the plays each play has what goes when it goes.
    @Test(arguments: [ModelKind.ease, .itemknn]) func aPlaysShareOfASumIsWhatGoesWithIt(kind: ModelKind) throws {
        let bands = Bands()
        let model = try bands.model(kind)
        let all = [0, 1, 3, 8].map { bands.songs[$0] }
        let song = bands.songs[2]
        func account(_ plays: [NodeID]) throws -> Account {
            try #require(try Account.accounts(of: [song], for: Taste(playing: plays), by: model, in: bands.graph)[0])
        }
        let whole = try account(all)
        for play in all {
            let rest = try account(all.filter { $0 != play })
            let share = whole.plays.first { $0.play == play }?.weight ?? 0
            #expect(abs(Double(whole.score) - Double(rest.score) - share) < 1e-5)
        }
    }

    /// Sampled Shapley values of a score that two alike songs make alike share it between them, and a song more that
    /// changes nothing has nothing.
    @Test func alikeSongsShareAlike() throws {
        let board = Checkerboard(gap: 100)
        let settings = try Checkerboard.settings(.gmf)
        let model = try Trainer.train(settings, on: board.data(settings))
        let history = History(songs: [0, 2, 4])
        let parts = model.scorer.attribution(of: 6, for: history)
        #expect(parts.shares.count == 3 && abs(parts.residual) < 1e-5)
        #expect(parts.shares.reduce(0) { $0 + $1.weight } > 0)
        let empty = model.scorer.attribution(of: 6, for: History(songs: []))
        #expect(empty.shares.isEmpty && abs(parts.bias - Double(empty.score)) < 1e-6)
    }
}

/// A library in which it can be told on which paths a share lies: A and B by x on one album; B and C of one tag; D alone.
private struct Shelves {
    let graph = MemoryGraph()
    let (a, b, c, d): (NodeID, NodeID, NodeID, NodeID)
    let user: NodeID

    init() {
        let graph = graph
        (a, b, c, d) = (
            graph.node("song", "A"), graph.node("song", "B"), graph.node("song", "C"), graph.node("song", "D")
        )
        let (artist, album, tag) = (graph.node("artist", "x"), graph.node("album", "p"), graph.node("tag", "t"))
        for song in [a, b] {
            graph.edge(song, "sungBy", artist)
            graph.edge(song, "onAlbum", album)
        }
        for song in [b, c] { graph.edge(song, "taggedWith", tag) }
        user = graph.node("user", "u")
        graph.edge(user, "played", a, weight: 3)
        graph.edge(user, "played", c, weight: 1)
        graph.edge(user, "played", d, weight: 1)
        // Two others have both A and B, the listener herself is none of them; E has C alone.
        for key in ["v", "w"] {
            for song in [a, b] { graph.edge(graph.node("user", key), "played", song) }
        }
        graph.edge(graph.node("user", "e"), "played", c)
        graph.edge(user, "played", b)
    }

    func connections(hops: Int = 3) throws -> Connections {
        try Connections(from: [a, c, d], of: user, to: b, hops: hops, in: graph)
    }

    func account(_ shares: [(NodeID, Attribution.Carrier, Double)], hops: Int = 3) throws -> Account {
        let score = Float(shares.reduce(1) { $0 + $1.2 })
        return Account(
            of: score,
            Attribution(score: score, bias: 1, shares: shares.map { .init(song: 0, carrier: $0.1, weight: $0.2) }),
            plays: shares.map(\.0), by: try connections(hops: hops), graph.vocabulary)
    }
}

@Suite struct AccountTests {
    @Test func whatListenersCarryGoesByThoseWhoHaveBoth() throws {
        let shelves = Shelves()
        let account = try shelves.account([(shelves.a, .listeners, 2), (shelves.c, .listeners, -0.5)])
        #expect(account.terms.map(\.weight) == [2, -0.5])
        #expect(account.terms[0].route == Route(play: shelves.a, way: .users(2)))
        // Nobody has C and B but the listener herself: the nearest path stands in.
        guard case .edges(let path) = account.terms[1].route.way else {
            Issue.record("\(account.terms[1].route)")
            return
        }
        #expect(path.nodes == [shelves.c, shelves.graph.node("tag", "t"), shelves.b])
        #expect(account.strongest.map(\.weight) == [2] && account.other == 0 && account.bias == 1)
    }

    @Test func aRelationsShareFallsAlikeOnWhatBothHave() throws {
        let shelves = Shelves()
        let account = try shelves.account([
            (shelves.a, .relation("sungBy"), 1), (shelves.a, .relation("onAlbum"), 0.5), (shelves.a, .sequence, 0.25),
            (shelves.c, .relation("sungBy"), 9), (shelves.d, .sequence, 4),
        ])
        let artist = shelves.graph.node("artist", "x")
        func weight(over node: NodeID) -> Double? { account.carriers.first { $0.node == node }?.weight }
        // The sequence goes by the nearest path, over the artist or the album; C has no artist here and D nothing.
        let (overArtist, overAlbum) = (weight(over: artist) ?? 0, weight(over: shelves.graph.node("album", "p")) ?? 0)
        #expect(overArtist + overAlbum == 1.75 && [1, 1.25].contains(overArtist))
        #expect(account.other == 13 && account.paths == 1.75 && account.residual == 0)
    }

    @Test func everyEdgeIsStoredInItsDirection() throws {
        let shelves = Shelves()
        let account = try shelves.account([
            (shelves.a, .relation("sungBy"), 1), (shelves.c, .sequence, 1), (shelves.a, .listeners, 1),
        ])
        #expect(account.terms.count == 3)
        for term in account.terms {
            guard case .edges(let path) = term.route.way else { continue }
            for edge in path.triples {
                let found = try shelves.graph.neighbours(
                    of: [edge.head], via: .only([edge.relation]), direction: .out
                ).nodes
                #expect(found.contains(edge.tail))
            }
        }
    }

    @Test func aPathIsNoLongerThanTheHops() throws {
        let shelves = Shelves()
        #expect(try shelves.connections(hops: 1).nearest(shelves.a) == nil)
        let near = try shelves.account([(shelves.a, .relation("sungBy"), 1)], hops: 1)
        #expect(near.terms.isEmpty && near.other == 1)
        #expect(try shelves.connections(hops: 2).nearest(shelves.a)?.length == 2)
        // A–x–B–t–C is four edges, of which the song is in the middle: from C to B it is two.
        #expect(try shelves.connections(hops: 4).nearest(shelves.d) == nil)
    }

    /// However many plays there are, the graph is asked in a few questions, each of a whole frontier.
    @Test func theGraphIsAskedForWholeFrontiers() throws {
        let shelves = Shelves()
        let before = shelves.graph.cost
        _ = try shelves.connections()
        let after = shelves.graph.cost
        let (seeks, visits) = (after.seeks - before.seeks, after.visits - before.visits)
        // The song, three plays, four nodes' degrees and their edges at most, the listeners of the song and of each play.
        #expect(seeks <= 1 + 3 + 4 + 4 + 4 + 1 + 3 && visits <= 40, "\(seeks) \(visits)")
    }
}
