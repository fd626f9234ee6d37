import Neural
import Tensor
import TestSupport
import Testing

/// Expects the gradient by each parameter to be how the loss changes, threads apart.
private func expectGradients(
    _ model: SequenceRanker, _ cases: RankerCases, loss: RankerLoss = .crossEntropy, threads: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    func differentiate(threads: Int) -> (loss: Double, logits: [Float], gradient: [Matrix]) {
        model.differentiate(cases, neighbourhoods: smallNeighbourhoods, loss: loss, threads: threads)
    }
    let gradient = differentiate(threads: threads).gradient
    #expect(gradient.count == model.parameters.count, sourceLocation: sourceLocation)
    for (place, (gradient, matrix)) in zip(gradient, model.parameters).enumerated() {
        expectGradient(gradient, of: matrix, step: 0x1p-9, sourceLocation: sourceLocation) {
            differentiate(threads: 1).loss
        }
        // A parameter that nothing reads would have zeros on both sides. b_2 cancels where candidates are compared.
        if loss != .crossEntropy && place == model.parameters.count - 1 { continue }
        #expect(gradient.values.contains { abs($0) > 1e-6 }, "parameter \(place)", sourceLocation: sourceLocation)
    }
}

@Test(arguments: graphStages, [1, 3])
func gradientsOfEachGraphStage(stage: GraphStage, threads: Int) {
    expectGradients(smallRanker(stage), smallCases(), threads: threads)
}

@Test(arguments: RankerLoss.allCases, [1, 2])
func gradientsOfEachLossWithExtras(loss: RankerLoss, threads: Int) {
    expectGradients(smallRanker(extras: 2, seed: 2), smallCases(extras: 2), loss: loss, threads: threads)
}

@Test func gradientsOfAThreeLayerGraphStage() {
    expectGradients(smallRanker(GraphStage(form: .layered(3)), seed: 3), smallCases())
}

@Test func casesWithoutPastSongsLeaveTheRecurrentUnitAlone() {
    var cases = RankerCases()
    cases.append(history: [], candidates: [0, 1])
    cases.append(history: [], candidates: [2])
    let model = smallRanker()
    var gradients: [[Matrix]] = []
    for threads in 1...3 {
        let found = model.differentiate(
            cases, neighbourhoods: smallNeighbourhoods, loss: .crossEntropy, threads: threads)
        gradients.append(found.gradient)
    }
    let gates = zip(model.parameters, gradients[1]).filter { $0.0.rows == 6 || $0.0.columns == 6 }
    #expect(gates.count == 3 && gates.allSatisfy { $0.1.values.allSatisfy { $0 == 0 } })
    #expect(gradients[0][0].values.contains { $0 != 0 })
    for place in model.parameters.indices {
        let (one, two, three) = (gradients[0][place], gradients[1][place], gradients[2][place])
        #expect(one.values.isClose(to: two.values, within: 1e-6), "parameter \(place)")
        #expect(one.values.isClose(to: three.values, within: 1e-6), "parameter \(place)")
    }
}
