import Foundation
import Neural
import Tensor
import Testing

@Test(arguments: [Linear.Activation.identity, .rectifier])
func linearGradients(activation: Linear.Activation) {
    let layer = Linear(
        weight: numbers(3, 4, seed: 1), bias: numbers(1, 3, seed: 2), activation: activation)
    let (input, weighing) = (numbers(5, 4, seed: 3), numbers(5, 3, seed: 4))
    let output = Matrix(rows: 5, columns: 3)
    func loss() -> Double {
        layer.forward(input.all, into: output.all)
        return inner(output, weighing)
    }
    _ = loss()
    let (gradient, inputGradient) = (Linear.Gradient(for: layer), Matrix(rows: 5, columns: 4))
    layer.backward(
        input: input.all, output: output.all, outputGradient: weighing.copy().all, gradient: gradient,
        inputGradient: inputGradient.all)
    expectGradient(gradient.weight, of: layer.weight, loss)
    expectGradient(gradient.bias, of: layer.bias, loss)
    expectGradient(inputGradient, of: input, loss)
}

@Test func embeddingGradientsAddUpOverSamples() {
    let layer = Embedding(table: numbers(4, 3, seed: 1))
    let (ids, weighing) = ([2, 0, 2, 3, 2] as [Int32], numbers(5, 3, seed: 2))
    let output = Matrix(rows: 5, columns: 3)
    let gradient = Matrix(rows: 4, columns: 3)
    for thread in 0..<2 {
        var group = RowGroup(count: 4)
        group.update([1, 1, 0][...], index: thread, threads: 2)  // an earlier batch must not show
        group.update(ids[...], index: thread, threads: 2)
        let sums = Matrix(rows: 5, columns: 3)
        layer.backward(weighing.all, group: group, into: sums)
        for (slot, row) in group.rows.enumerated() {
            #expect(Int(row) % 2 == thread)
            gradient.rows(Int(row)..<Int(row) + 1).set(sums.rows(slot..<slot + 1))
        }
    }
    expectGradient(gradient, of: layer.table) {
        layer.forward(ids[...], into: output.all)
        return inner(output, weighing)
    }
}

@Test func productGradients() {
    let (left, right, weighing) = (numbers(3, 2, seed: 1), numbers(3, 2, seed: 2), numbers(3, 2, seed: 3))
    let (leftGradient, rightGradient) = (Matrix(rows: 3, columns: 2), Matrix(rows: 3, columns: 2))
    Product().backward(
        left: left.all, right: right.all, outputGradient: weighing.all, leftGradient: leftGradient.all,
        rightGradient: rightGradient.all)
    let output = Matrix(rows: 3, columns: 2)
    func loss() -> Double {
        Product().forward(left.all, right.all, into: output.all)
        return inner(output, weighing)
    }
    expectGradient(leftGradient, of: left, loss)
    expectGradient(rightGradient, of: right, loss)
}

@Test func crossEntropyGradients() {
    let logits = Matrix(rows: 4, columns: 1, values: [-3, -0.5, 0.5, 3])
    let targets = Matrix(rows: 4, columns: 1, values: [0, 1, 0, 1])
    let (gradient, unused) = (Matrix(rows: 4, columns: 1), Matrix(rows: 4, columns: 1))
    _ = BinaryCrossEntropy()(logits.all, targets: targets.all, scale: 1, gradient: gradient.all)
    expectGradient(gradient, of: logits, tolerance: 1e-4) {
        BinaryCrossEntropy()(logits.all, targets: targets.all, scale: 1, gradient: unused.all)
    }
}

@Test func startingValuesStayWithinTheirBounds() {
    var random = RandomSource(seed: 1)
    let layer = Linear.glorot(inputs: 64, outputs: 32, activation: .rectifier, from: &random)
    let largest = layer.weight.values.map(abs).max() ?? 0
    #expect(largest <= 0.25 && largest > 0.24 && layer.bias.values.allSatisfy { $0 == 0 })
    let last = Linear.he(inputs: 16, outputs: 1, from: &random)
    #expect(last.weight.values.allSatisfy { abs($0) <= 0.4331 } && abs(last.bias[0, 0]) <= 0.25)
}
