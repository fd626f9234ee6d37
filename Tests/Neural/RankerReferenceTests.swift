import Foundation
import Neural
import Tensor
import TestSupport
import Testing

/// What `reference/ranker.py` worked out in double precision.
private struct Reference: Decodable {
    struct Case: Decodable {
        let past: [Int32]
        let candidates: [Int32]
        let extras: [Float]
    }

    struct Example: Decodable {
        let layers: Int
        let loss: String
        let parameters: [[Float]]
        let logits: [Float]
        let mean_loss: Double
        let gradients: [[Float]]
        let after_one: [[Float]]
        let after_three: [[Float]]
    }

    let nodes: Int
    let songs: Int
    let embedding: Int
    let state: Int
    let hidden: Int
    let extras: Int
    let rate: Double
    let offsets: [Int32]
    let lists: [Int32]
    let factors: [Float]
    let batches: [[Case]]
    let examples: [Example]

    static func load() throws -> Reference {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("reference/ranker.json"))
        return try JSONDecoder().decode(Reference.self, from: data)
    }

    var neighbourhoods: Neighbourhoods { Neighbourhoods(offsets: offsets, nodes: lists, weights: factors) }

    func cases(_ batches: Int) -> RankerCases {
        var cases = RankerCases()
        for one in self.batches.prefix(batches).joined() {
            cases.append(history: one.past, candidates: one.candidates, extras: one.extras)
        }
        return cases
    }

    /// The ranker before the first step.
    func ranker(_ example: Example) throws -> SequenceRanker {
        let stage = GraphStage(form: example.layers > 0 ? .layered(example.layers) : .pooled)
        let shape = SequenceRanker.Shape(
            nodes: nodes, songs: songs, embedding: embedding, state: state, hidden: hidden, extras: extras,
            graph: stage)
        var random = RandomSource(seed: 0)
        let shapes = SequenceRanker(shape: shape, from: &random).parameters
        let parameters = zip(shapes, example.parameters).map {
            Matrix(rows: $0.rows, columns: $0.columns, values: $1)
        }
        return try #require(SequenceRanker(shape: shape, parameters: parameters))
    }
}

private func expect(
    _ matrices: [Matrix], toBe expected: [[Float]], within tolerance: Float,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(matrices.count == expected.count, sourceLocation: sourceLocation)
    for (place, pair) in zip(matrices, expected).enumerated() {
        let worst = zip(pair.0.values, pair.1).map { abs($0 - $1) }.max() ?? 0
        #expect(
            worst < tolerance && pair.0.count == pair.1.count, "parameter \(place)", sourceLocation: sourceLocation)
    }
}

@Test(arguments: 0..<3, [1, 2])
func rankersAgreeWithTheReference(example: Int, threads: Int) throws {
    let reference = try Reference.load()
    let expected = reference.examples[example]
    let loss = try #require(RankerLoss(rawValue: expected.loss))
    let found = try reference.ranker(expected).differentiate(
        reference.cases(1), neighbourhoods: reference.neighbourhoods, loss: loss, threads: threads)
    #expect(found.logits.isClose(to: expected.logits, within: 1e-6))
    #expect(abs(found.loss - expected.mean_loss) < 5e-7)
    expect(found.gradient, toBe: expected.gradients, within: 5e-7)
}

@Test(arguments: 0..<3, [1, 2])
func rankersStepsOfAdamAgreeWithTheReference(example: Int, threads: Int) throws {
    let reference = try Reference.load()
    let expected = reference.examples[example]
    let loss = try #require(RankerLoss(rawValue: expected.loss))
    for (steps, expected) in [(1, expected.after_one), (3, expected.after_three)] {
        let model = try reference.ranker(reference.examples[example])
        let training = RankerTraining(
            model, neighbourhoods: reference.neighbourhoods, loss: loss, settings: AdamSettings(rate: reference.rate),
            batch: 4, threads: threads)
        #expect(training.epoch(reference.cases(steps)) != nil)
        // b_2 cancels where candidates are compared: rounding alone moves it.
        let kept = expected.count - (loss == .crossEntropy ? 0 : 1)
        expect(Array(model.parameters.prefix(kept)), toBe: Array(expected.prefix(kept)), within: 2e-6)
    }
}
