import Foundation
import Graph
import Recommender
import TestSupport
import Testing

/// Of the songs a…e the lists are c d for the first listener and b d for the second (`HandWorkedSplit`).
@Test func theListMeasuresOfTwoShortLists() throws {
    let hand = try HandWorkedSplit()
    let graph = MemoryGraph()
    for place in 0..<3 { graph.node("user", "\(place)") }
    let songs = "abcde".map { graph.node("song", String($0)) }
    let artist = graph.node("artist", "x")
    for song in songs[2...3] { graph.edge(song, "sungBy", artist) }
    let known = try KnowledgeGraph(reading: graph)
    let full = try Evaluation(hand.model, on: hand.data, rivals: .full)
    func figures(_ graph: KnowledgeGraph, at k: Int) throws -> [EvaluationReport.Figure] {
        let report = try EvaluationReport([.init("m", [full])], on: hand.data, in: graph, cutoffs: [k])
        return report.lines[0].figures.filter { if case .list = $0.measure { true } else { false } }
    }
    let found = try figures(known, at: 2)
    #expect(found.map(\.measure.name) == ["coverage", "gini", "novelty", "diversity"])
    // Listed 0 1 1 2 0 times: (-0 + 0·1 + 2·1 + 4·2) / (5 · 4); each is had by one of three listeners.
    #expect(found.map(\.value) == [0.6, 0.5, log2(3), 3])
    // c and d are two steps apart, b and d as far as can be.
    #expect(found.map(\.interval) == [nil, nil, log2(3)...log2(3), 2...4])
    // A single song has no distance, nor has any in a graph that knows nothing.
    #expect(try figures(known, at: 1)[3].value == nil && figures(known, at: 1)[3].users == 0)
    #expect(try figures(KnowledgeGraph(), at: 2)[3].value == nil)
}

@Test func distancesOfSongsByWhatIsKnown() throws {
    let graph = MemoryGraph()
    let songs = (0..<6).map { graph.node("song", "s\($0)") }
    let artists = (0..<3).map { graph.node("artist", "a\($0)") }
    let tag = graph.node("tag", "t")
    let user = graph.node("user", "u")
    graph.edge(songs[0], "sungBy", artists[0])
    graph.edge(songs[1], "sungBy", artists[0])
    graph.edge(songs[2], "sungBy", artists[1])
    graph.edge(artists[1], "similarTo", artists[0])
    graph.edge(songs[0], "similarTo", songs[3])
    graph.edge(songs[4], "taggedWith", tag)
    graph.edge(songs[3], "taggedWith", tag)
    graph.edge(user, "played", songs[0], weight: 2)
    graph.edge(user, "played", songs[5], weight: 2)
    let known = try KnowledgeGraph(reading: graph)
    #expect(songs.map { known.distance(songs[0], $0) } == [0, 2, 3, 1, 3, KnowledgeGraph.farthest])
    for one in songs { for other in songs { #expect(known.distance(one, other) == known.distance(other, one)) } }
    // Four steps lie between the fourth artist's song and the tagged one; farther is all the same.
    #expect(known.distance(songs[1], songs[4]) == 4 && known.distance(songs[2], songs[4]) == 4)
    #expect(known.distance(songs[0], NodeID(99)) == KnowledgeGraph.farthest)
}
