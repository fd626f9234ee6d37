import Graph
import Recommender
import TestSupport
import Testing

/// Six songs: A and B by x, C by y; C and D on one album; B, C and D of one tag; A to E, but not F, of one year. B is
/// like D, and A played with E.
struct KnownSongs {
    let graph = MemoryGraph()
    let songs: [NodeID]

    init() {
        let graph = graph
        songs = ["A", "B", "C", "D", "E", "F"].map { graph.node("song", $0) }
        func link(_ places: [Int], _ relation: String, _ type: String, _ key: String) {
            for place in places { graph.edge(songs[place], relation, graph.node(type, key)) }
        }
        link([0, 1], "sungBy", "artist", "x")
        link([2], "sungBy", "artist", "y")
        link([2, 3], "onAlbum", "album", "p")
        link([1, 2, 3], "taggedWith", "tag", "t")
        link([0, 1, 2, 3, 4], "releasedIn", "year", "1985")
        graph.edge(songs[1], "similarTo", songs[3])
        let user = graph.node("user", "u")
        for place in [0, 4, 5] { graph.edge(user, "played", songs[place], weight: 2) }
    }

    func node(_ type: String, _ key: String) -> NodeID { graph.node(type, key) }

    func settings(_ relations: String = "", seed: UInt64 = 7) throws -> TrainingSettings {
        var settings = try TrainingSettings(.paper, [("relations", .text(relations))])
        settings.seed = seed
        return settings
    }

    func draw(_ settings: TrainingSettings) throws -> NeighbourhoodDraw {
        try NeighbourhoodDraw(songs, in: SongKnowledge(reading: graph, settings: settings), settings: settings)
    }
}

extension NeighbourhoodDraw {
    /// The nodes of one list, in its order.
    func list(_ place: Int) -> [NodeID] {
        lists.nodes[Int(lists.offsets[place])..<Int(lists.offsets[place + 1])].map { nodes[Int($0)] }
    }

    /// Their weights.
    func weights(_ place: Int) -> [Float]? {
        lists.weights.map { Array($0[Int(lists.offsets[place])..<Int(lists.offsets[place + 1])]) }
    }
}

@Suite struct KnowledgeTests {
    @Test func theCopyHasEdgesEitherWayAndNoPlays() throws {
        let known = KnownSongs()
        let (graph, songs) = (try KnowledgeGraph(reading: known.graph), known.songs)
        let (x, t, year) = (known.node("artist", "x"), known.node("tag", "t"), known.node("year", "1985"))
        #expect(Array(graph.neighbours(of: songs[1])) == [songs[3], x, t, year].sorted())
        #expect(Array(graph.neighbours(of: year)) == Array(songs.prefix(5)))
        #expect(graph.neighbours(of: songs[5]).isEmpty && graph.neighbours(of: known.node("user", "u")).isEmpty)
        #expect(graph.neighbours(of: NodeID(1_000)).isEmpty)
        #expect(songs.allSatisfy(graph.hasSong) && !graph.hasSong(x) && !graph.hasSong(NodeID(1_000)))
        let played = try #require(known.graph.vocabulary.relation(named: "played"))
        let plays = try KnowledgeGraph(reading: known.graph, along: [played])
        #expect(Array(plays.neighbours(of: songs[0])) == [known.node("user", "u")])
        #expect(!graph.isEmpty && KnowledgeGraph().isEmpty)
    }

    @Test func distancesAreStepsUpToTheFarthest() throws {
        let known = KnownSongs()
        let sungBy = try #require(known.graph.vocabulary.relation(named: "sungBy"))
        let alike = try #require(known.graph.vocabulary.relation(named: "similarTo"))
        let graph = try KnowledgeGraph(reading: known.graph, along: [sungBy, alike])
        // A - x - B - D
        let line = [known.songs[0], known.node("artist", "x"), known.songs[1], known.songs[3]]
        for (i, one) in line.enumerated() {
            for (j, other) in line.enumerated() { #expect(graph.distance(one, other) == abs(i - j)) }
        }
        #expect(graph.distance(known.songs[0], known.songs[2]) == KnowledgeGraph.farthest)
        #expect(graph.distance(known.songs[5], known.songs[4]) == KnowledgeGraph.farthest)
    }

    @Test func relationsAreThoseAskedForWithTheirWeights() throws {
        let known = KnownSongs()
        func knowledge(_ settings: TrainingSettings) throws -> SongKnowledge {
            try SongKnowledge(reading: known.graph, settings: settings)
        }
        let all = try knowledge(known.settings())
        #expect(all.parts.map(\.name) == ["onAlbum", "releasedIn", "similarTo", "sungBy", "taggedWith"])
        #expect(all.parts.allSatisfy { $0.weight == 1 })
        let some = try knowledge(known.settings("sungby releasedIn:0.5 onAlbum:0"))
        #expect(some.parts.map(\.name) == ["releasedIn", "sungBy"] && some.parts.map(\.weight) == [0.5, 1])
        // Plays are what is foretold: along them a held-out song would be found.
        known.graph.edge(known.graph.node("user", "u"), "played", known.songs[0])
        for name in ["by", "played"] {
            let expected = "some of " + all.parts.map(\.name).joined(separator: " ")
            let error = #expect(throws: RecommenderError.self) { try knowledge(known.settings("sungBy \(name)")) }
            guard case .badValue("relations", name, let said)? = error else {
                Issue.record("\(error as Any)")
                continue
            }
            #expect(said.split(separator: " ").sorted() == expected.split(separator: " ").sorted())
        }
        var without = try known.settings()
        without.graph = .none
        #expect(try knowledge(without).parts.isEmpty && knowledge(TrainingSettings(.ncf)).parts.isEmpty)
    }

    @Test func groupsCountSharedNodesOnceEach() throws {
        let groups = SongGroups([[0, 3], [1, 2, 3], [4]], by: "sungBy", songCount: 5)
        #expect(groups.songs == SongSets([[0, 3], [1, 2, 3]]))
        // 0 brings the first group once; 1 and 2 the second twice; 3 is in both.
        #expect(groups.counts(for: History(songs: [0, 1, 2])) == [1, 2, 2, 3, 0])
        #expect(groups.counts(for: History(songs: [4])) == [0, 0, 0, 0, 0])
        #expect(SongGroups(parts: groups.parts, songs: 5) == groups)
        #expect(SongGroups(parts: groups.parts, songs: 3) == nil && SongGroups(parts: [], songs: 5) == nil)
    }

    @Test func groupsAreTheSongsOfANode() throws {
        let known = KnownSongs()
        let parts = try SongKnowledge(reading: known.graph, settings: known.settings()).parts
        let groups = Dictionary(uniqueKeysWithValues: parts.map { ($0.name, SongGroups($0, names: known.songs)) })
        #expect(groups["sungBy"]?.songs == SongSets([[0, 1]]) && groups["onAlbum"]?.songs == SongSets([[2, 3]]))
        #expect(groups["releasedIn"]?.songs == SongSets([[0, 1, 2, 3, 4]]))
        // A song that is like another is no node that the two share.
        #expect(groups["similarTo"]?.songs.userCount == 0)
    }

    @Test func aShuffledGraphHasGroupsOfTheSameSizes() throws {
        let known = KnownSongs()
        var settings = try known.settings()
        #expect(settings.origins(of: known.songs) == known.songs)
        settings.graph = .shuffled
        let origins = settings.origins(of: known.songs)
        #expect(origins != known.songs && origins.sorted() == known.songs)
        #expect(settings.origins(of: known.songs) == origins)
        for part in try SongKnowledge(reading: known.graph, settings: settings).parts {
            let (plain, shuffled) = (SongGroups(part, names: known.songs), SongGroups(part, names: origins))
            #expect(plain.songs.flat.offsets == shuffled.songs.flat.offsets)
        }
    }
}

@Suite struct NeighbourhoodDrawTests {
    @Test func aNeighbourhoodIsTheSongAndWhatIsWithinTheHops() throws {
        let known = KnownSongs()
        var settings = try known.settings("sungBy similarTo")
        let (x, songs) = (known.node("artist", "x"), known.songs)
        let expected: [[NodeID]] = [[songs[0], x], [songs[0], x, songs[1]], [songs[0], x, songs[1], songs[3]]]
        for hops in 1...3 {
            settings.hops = hops
            let draw = try known.draw(settings)
            #expect(draw.list(0) == expected[hops - 1])
            #expect(draw.list(5) == [songs[5]] && draw.lists.count == 6)
            #expect(Array(draw.nodes.prefix(6)) == songs && draw.lists.weights == nil)
        }
    }

    @Test func aNodeCountsByTheRelationThatLedToIt() throws {
        let known = KnownSongs()
        var settings = try known.settings("sungBy releasedIn:0.5")
        settings.hops = 1
        let draw = try known.draw(settings)
        #expect(draw.list(0) == [known.songs[0], known.node("year", "1985"), known.node("artist", "x")])
        #expect(draw.weights(0) == [1, 0.5, 1] && draw.weights(5) == [1])
        // Relations that are left out lead nowhere.
        #expect(!draw.nodes.contains(known.node("tag", "t")) && !draw.nodes.contains(known.node("album", "p")))
    }

    @Test func hubsAreSampledBySeed() throws {
        let graph = MemoryGraph()
        let songs = (0..<200).map { graph.node("song", "\($0)") }
        for (place, song) in songs.enumerated() {
            graph.edge(song, "releasedIn", graph.node("year", "1985"))
            if place < 3 { graph.edge(song, "sungBy", graph.node("artist", "x")) }
        }
        func lists(seed: UInt64) throws -> [[NodeID]] {
            var settings = TrainingSettings(.paper)
            (settings.neighbours, settings.seed) = (10, seed)
            let knowledge = try SongKnowledge(reading: graph, settings: settings)
            let draw = NeighbourhoodDraw(songs, in: knowledge, settings: settings)
            return songs.indices.map(draw.list)
        }
        let drawn = try lists(seed: 7)
        let (year, artist) = (graph.node("year", "1985"), graph.node("artist", "x"))
        #expect(drawn.count == songs.count)
        for (song, list) in zip(songs, drawn) {
            #expect(list.count == 10 && list[0] == song && Set(list).count == 10 && list[1] == year)
        }
        // What is nearer is never left out for what is farther.
        #expect(drawn.prefix(3).allSatisfy { $0[2] == artist } && !drawn[3].prefix(3).contains(artist))
        // Songs of one year get different ones of it.
        #expect(Set(drawn[10].dropFirst(2)) != Set(drawn[11].dropFirst(2)))
        #expect(try lists(seed: 7) == drawn && lists(seed: 8) != drawn)
    }

    @Test func layersGatherAtEveryNodeFromItsNeighbours() throws {
        let known = KnownSongs()
        var settings = try known.settings("sungBy similarTo")
        settings.form = .layered
        let draw = try known.draw(settings)
        #expect(draw.lists.count == draw.nodes.count && draw.nodes.count == 8)
        #expect(draw.list(1) == [known.songs[3], known.node("artist", "x")] && draw.list(5).isEmpty)
        let x = try #require(draw.nodes.firstIndex(of: known.node("artist", "x")))
        #expect(draw.list(x) == [known.songs[0], known.songs[1]])
    }

    @Test func aShuffledGraphGivesSongsTheSurroundingsOfOthers() throws {
        let known = KnownSongs()
        var settings = try known.settings()
        settings.hops = 1
        let plain = try known.draw(settings)
        settings.graph = .shuffled
        let (shuffled, origins) = (try known.draw(settings), settings.origins(of: known.songs))
        for (place, origin) in origins.enumerated() {
            let source = try #require(known.songs.firstIndex(of: origin))
            #expect(shuffled.list(place).first == known.songs[place])
            #expect(shuffled.list(place).dropFirst() == plain.list(source).dropFirst())
        }
    }
}
