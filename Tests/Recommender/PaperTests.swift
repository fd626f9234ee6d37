import Foundation
import Graph
import Recommender
import Tensor
import Testing

/// The preset `paper` keeps to the published sizes, and where those are silent to the ones that we have named.
@Suite struct PaperTests {
    @Test func theSettingsAreThePapers() {
        let paper = TrainingSettings(.paper)
        #expect(paper.embedding == 256 && paper.hops == 3 && paper.state == 128 && paper.hidden == 128)
        #expect(paper.layers == [64, 32, 16, 8] && paper.factors == 8 && paper.history == 50)
        #expect(paper.rate == 0.001 && paper.nodeRate == nil && AdamSettings(rate: paper.rate) == AdamSettings())
        #expect(paper.batch == 256 && paper.negatives == 4 && paper.loss == .crossEntropy)
        #expect(paper.form == .pooled && paper.aggregator == .mean && paper.sequence == .gru)
        #expect(paper.graph == .knowledge && paper.relations.isEmpty && paper.positive == .repeated)
        let rules = CandidateRules()
        #expect(rules.proposals == 10 && rules.limit == 500 && rules.hops == 3 && rules.relations == nil)
    }

    @Test func theLayersHaveThePublishedSizes() throws {
        var settings = try TrainingSettings(.paper, [("holdout", .text("none"))])
        settings.epochs = 1
        var losses: [Double] = []
        let data = try TrainingData(reading: smallGraph().graph, settings: settings)
        let model = try Trainer.train(settings, on: data) { losses.append($0.loss) }
        let shapes = model.scorer.parts.compactMap { part -> [Int]? in
            if case .matrix(let matrix) = part { [matrix.rows, matrix.columns] } else { nil }
        }
        let ranker = [
            [4, 256],  // nodes' embeddings
            [256, 256], [1, 256],  // the graph stage's layer
            [3 * 128, 256], [1, 3 * 128], [3 * 128, 128],  // the gated recurrent unit
            [128, 128 + 256], [1, 128], [1, 128], [1, 1],  // the scorer of state and song
        ]
        let proposing = [
            [3, 8 + 32], [4, 32 + 8], [32, 64], [1, 32], [16, 32], [1, 16], [8, 16], [1, 8], [1, 8 + 8], [1, 1],
        ]
        // First the weights of neighbourhoods, of which there are none.
        #expect(Array(shapes.dropFirst()) == ranker + proposing)
        // Both stages start where binary cross-entropy does that knows nothing.
        #expect(losses.count == 2 && losses.allSatisfy { abs($0 - log(2)) < 0.05 }, "\(losses)")
    }

    /// A batch counts samples: a positive and its four negatives are five of them.
    @Test func aBatchCountsSamples() throws {
        let board = Checkerboard(users: 8, songs: 10)
        func scores(batch: Int) throws -> [Float] {
            var settings = try Checkerboard.settings(.paper)
            (settings.epochs, settings.batch, settings.positive) = (2, batch, .any)
            return try Trainer.train(settings, on: board.data(settings)).scorer.scores(for: History(songs: [0, 2]))
        }
        let one = try scores(batch: 5)
        #expect(try scores(batch: 9) == one && scores(batch: 1) == one && scores(batch: 10) != one)
    }
}
