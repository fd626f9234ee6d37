import Foundation
import Graph
import Recommender
import TestSupport
import Testing

/// What has given vectors and scores nothing.
private struct Vectors: Scorer {
    let all: [[Float]]

    func scores(for history: History) -> [Float] { all.map { _ in 0 } }
    func embedding(of song: Int) -> [Float]? { all[song] }
    var parts: [ModelPart] { [] }

    /// The nodes of the neighbours, numbered from 10, without those `leaving` them.
    func near(_ song: Int, top: Int = 10, leaving: Set<NodeID> = [], gone: Int? = nil) throws -> [VectorNeighbours.Row]
    {
        func admitted(_ songs: [NodeID]) throws(GraphError) -> Set<NodeID> { Set(songs).subtracting(leaving) }
        return try VectorNeighbours(
            of: song, among: all.indices.map { NodeID(10 + $0) }, by: self, top: top, isThere: { $0 != gone },
            keeping: leaving.isEmpty ? nil : admitted
        ).rows
    }
}

@Suite struct VectorNeighboursTests {
    /// East, north-east, north, west, nowhere, twice north-east, east again.
    private let vectors = Vectors(all: [[1, 0], [1, 1], [0, 3], [-2, 0], [0, 0], [2, 2], [4, 0]])

    @Test func cosinesAreThoseByHandAndTiesGoByNumber() throws {
        let rows = try vectors.near(0)
        #expect(rows.map(\.song.rawValue) == [16, 11, 15, 12, 13])
        let expected = [1, sqrt(0.5), sqrt(0.5), 0, -1]
        #expect(rows.map(\.cosine).isClose(to: expected, within: 1e-12), "\(rows)")
        // 3 · 4 + 4 · 3 over 5 · 5.
        let slanted = Vectors(all: [[3, 4], [4, 3]])
        #expect(abs(try slanted.near(0)[0].cosine - 24.0 / 25) < 1e-12)
    }

    @Test func aVectorOfZeroLiesNowhere() throws {
        #expect(throws: RecommenderError.songWithoutVector(NodeID(14))) { try vectors.near(4) }
        for song in [0, 1, 2] { #expect(try !vectors.near(song).contains { $0.song == NodeID(14) }) }
    }

    @Test func aConditionIsAppliedBeforeTheTop() throws {
        #expect(try vectors.near(0, top: 2).map(\.song.rawValue) == [16, 11])
        let rest = try vectors.near(0, top: 2, leaving: [NodeID(11)])
        #expect(rest.map(\.song.rawValue) == [16, 15])
        #expect(try vectors.near(0, leaving: Set((10...16).map { NodeID($0) })).isEmpty)
        #expect(try vectors.near(0, top: 2, gone: 6).map(\.song.rawValue) == [11, 15])
    }

    @Test(arguments: ModelKind.allCases) func whoHasVectorsGivesThemToEverySong(kind: ModelKind) throws {
        let board = Checkerboard(users: 10, songs: 12)
        var settings = try Checkerboard.settings(kind)
        settings.epochs = 2
        let model = try Trainer.train(settings, on: board.data(settings))
        let widths = Set(model.songs.indices.map { model.scorer.embedding(of: $0)?.count ?? 0 })
        #expect(widths.count == 1 && widths != [0] || !kind.hasVectors)
        #expect(widths == [0] || kind.hasVectors)
        guard kind.hasVectors else {
            #expect(throws: RecommenderError.noVectors(kind)) {
                try VectorNeighbours(of: model.songs[0], by: model, in: board.graph)
            }
            return
        }
        let near = try VectorNeighbours(of: model.songs[0], by: model, in: board.graph, top: 100)
        #expect(near.rows.count == model.songs.count - 1 && near.rows.allSatisfy { abs($0.cosine) < 1.000_001 })
    }

    /// Songs of one colour have listeners in common, those of two have none.
    @Test(arguments: [ModelKind.segue, .als, .lightgcn]) func songsOfOneTasteAreNear(kind: ModelKind) throws {
        let board = Checkerboard()
        let settings = try Checkerboard.settings(kind)
        let model = try Trainer.train(settings, on: board.data(settings))
        let near = try VectorNeighbours(of: board.songs[0], by: model, in: board.graph, top: 6).rows
        let own = Set(stride(from: 0, to: 24, by: 2).map { board.songs[$0] })
        #expect(near.allSatisfy { own.contains($0.song) }, "\(kind): \(near)")
    }

    /// The default preset has its factors, the paper's its network's embedding; both come back from a file.
    @Test(arguments: [(ModelKind.segue, ModelKind.als), (.paper, .ncf)])
    func aPresetGivesWhatItsFirstStageLearned(preset: ModelKind, first: ModelKind) throws {
        let board = Checkerboard(users: 12, songs: 12)
        var settings = TrainingSettings(preset)
        (settings.epochs, settings.positive) = (1, .any)
        let whole = try Trainer.train(settings, on: board.data(settings))
        var own = TrainingSettings(first)
        (own.seed, own.threads) = (settings.seed, settings.threads)
        if preset == .paper { own.epochs = 1 }
        let alone = try Trainer.train(own, on: board.data(own))
        let again = try ModelFile.model(from: ModelFile.bytes(of: whole), file: "m")
        for song in whole.songs.indices {
            #expect(whole.scorer.embedding(of: song) == alone.scorer.embedding(of: song))
            #expect(again.scorer.embedding(of: song) == alone.scorer.embedding(of: song))
        }
    }

    @Test func whatTheModelHasNotSeenIsAnError() throws {
        let board = Checkerboard(users: 10, songs: 12)
        let settings = try Checkerboard.settings(.als)
        let model = try Trainer.train(settings, on: board.data(settings))
        let fresh = board.graph.node("song", "fresh")
        #expect(throws: RecommenderError.songUnknownToModel(fresh)) {
            try VectorNeighbours(of: fresh, by: model, in: board.graph)
        }
        #expect(throws: RecommenderError.songUnknownToModel(board.users[0])) {
            try VectorNeighbours(of: board.users[0], by: model, in: board.graph)
        }
    }
}
