import Foundation
import Neural
import Tensor
import TestSupport
import Testing

/// What `reference/neumf.py` worked out in double precision.
private struct Reference: Decodable {
    struct Batch: Decodable {
        let users: [Int32]
        let songs: [Int32]
        let targets: [Float]
    }

    let users: Int
    let songs: Int
    let factors: Int
    let layers: [Int]
    let rate: Double
    let parameters: [[Float]]
    let batches: [Batch]
    let logits: [Float]
    let loss: Double
    let gradients: [[Float]]
    let after_one: [[Float]]
    let after_three: [[Float]]

    static func load() throws -> Reference {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("reference/neumf.json"))
        return try JSONDecoder().decode(Reference.self, from: data)
    }

    /// The network before the first step.
    func network() -> NeuMF {
        var random = RandomSource(seed: 0)
        let model = NeuMF(
            shape: NeuMF.Shape(users: users, songs: songs, factors: factors, layers: layers), from: &random)
        for (matrix, values) in zip(model.parameters, parameters) {
            matrix.set(Matrix(rows: matrix.rows, columns: matrix.columns, values: values))
        }
        return model
    }
}

/// The gradients of both tables from those of the samples' rows.
func tableGradients(_ model: NeuMF, _ users: [Int32], _ songs: [Int32], _ rowGradients: Matrix) -> [Matrix] {
    let width = model.shape.width
    return zip([model.users, model.songs], [(users, 0..<width), (songs, width..<2 * width)]).map { layer, side in
        var group = RowGroup(count: layer.table.rows)
        group.update(side.0[...], index: 0, threads: 1)
        let sums = Matrix(rows: side.0.count, columns: width)
        layer.backward(rowGradients.columns(side.1), group: group, into: sums)
        let gradient = Matrix(rows: layer.table.rows, columns: width)
        for (slot, row) in group.rows.enumerated() {
            gradient.rows(Int(row)..<Int(row) + 1).set(sums.rows(slot..<slot + 1))
        }
        return gradient
    }
}

private func expect(
    _ matrices: [Matrix], toBe expected: [[Float]], within tolerance: Float,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(matrices.count == expected.count, sourceLocation: sourceLocation)
    for (place, pair) in zip(matrices, expected).enumerated() {
        #expect(
            zip(pair.0.values, pair.1).allSatisfy { abs($0 - $1) < tolerance } && pair.0.count == pair.1.count,
            "parameter \(place)", sourceLocation: sourceLocation)
    }
}

@Test func forwardAndBackwardAgreeWithTheReference() throws {
    let reference = try Reference.load()
    let (model, batch) = (reference.network(), reference.batches[0])
    let count = batch.users.count
    let pass = NeuMFPass(model, most: count)
    let rows = NeuMFPass.rows(of: model.shape, most: count)
    let rowGradients = NeuMFPass.rows(of: model.shape, most: count)
    let logits = pass.forward(users: batch.users[...], songs: batch.songs[...], rows: rows.all)
    #expect(logits.values.isClose(to: reference.logits, within: 1e-6))
    let loss = pass.backward(
        targets: batch.targets[...], scale: 1 / Float(count), rows: rows.all, rowGradients: rowGradients.all)
    #expect(abs(loss / Double(count) - reference.loss) < 1e-6)
    let dense = pass.gradients.flatMap { [$0.weight, $0.bias] }
    let tables = tableGradients(model, batch.users, batch.songs, rowGradients)
    expect(tables + dense, toBe: reference.gradients, within: 1e-6)
}

@Test(arguments: [1, 2])
func stepsOfAdamAgreeWithTheReference(threads: Int) throws {
    let reference = try Reference.load()
    for (steps, expected) in [(1, reference.after_one), (3, reference.after_three)] {
        let model = reference.network()
        let training = NeuMFTraining(
            model, settings: AdamSettings(rate: reference.rate), batch: 6, threads: threads)
        var samples = Samples()
        for batch in reference.batches.prefix(steps) {
            samples.users += batch.users
            samples.songs += batch.songs
            samples.targets += batch.targets
        }
        #expect(training.epoch(samples) != nil)
        expect(model.parameters, toBe: expected, within: 2e-6)
    }
}
