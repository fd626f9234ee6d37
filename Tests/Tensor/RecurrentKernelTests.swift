import Foundation
import Tensor
import Testing

/// Numbers from far below zero to far above it, and close to it.
private let inputs: [Float] = (-400...400).map { Float($0) * 0.05 } + [-200, -90, -1e-3, -1e-6, 1e-6, 1e-3, 90, 200]

private func agrees(_ found: Float, _ wanted: Double) -> Bool {
    abs(Double(found) - wanted) <= 6e-7 * max(abs(wanted), 1e-30)
}

@Test func gatesAreSigmoidsAndTheProposalATanh() {
    let count = inputs.count
    let gates = Matrix(rows: 1, columns: 3 * count, values: inputs + inputs.reversed() + inputs)
    let state = Matrix(rows: 1, columns: count, values: inputs.map { sin($0) })
    let (reset, next) = (Matrix(rows: 1, columns: count), Matrix(rows: 1, columns: count))
    gates.all.openGates(state: state.all, reset: reset.all)
    gates.all.updateState(state.all, into: next.all)
    for place in 0..<count {
        let x = Double(inputs[place])
        // Below -87 e^-x is cut off: what is left is below 1e-37.
        if x > -87 { #expect(agrees(gates[0, place], 1 / (1 + exp(-x))), "sigmoid of \(x)") }
        #expect(agrees(gates[0, 2 * count + place], tanh(x)), "tanh of \(x)")
        #expect(reset[0, place] == gates[0, count + place] * state[0, place])
        let z = gates[0, place]
        let wanted = (1 - z) * state[0, place] + z * gates[0, 2 * count + place]
        #expect(abs(next[0, place] - wanted) < 1e-6)
    }
}

@Test func listsOfRowsAreSummedByWeight() {
    let table = Matrix(rows: 6, columns: 19, values: (0..<6 * 19).map { Float($0) })
    let lists = RowLists(ids: [1, 5, 0, 2, 3, 4, 4, 3], offsets: [0, 0, 1, 7, 8])
    let weights = Matrix(rows: 8, columns: 1, values: [2, 1, 0.5, 1, -1, 1, 1, 3])
    for weighted in [true, false] {
        let out = Matrix(rows: 3, columns: 21)
        out.fill(7)
        out.columns(1..<20).sum(1..<4, of: lists, in: table.all, weights: weighted ? weights : nil)
        for list in 1..<4 {
            for column in 0..<19 {
                let wanted = lists.places(of: list..<list + 1).reduce(Float(0)) {
                    $0 + (weighted ? weights[$1, 0] : 1) * table[Int(lists.ids[$1]), column]
                }
                #expect(out[list - 1, column + 1] == wanted)
            }
            #expect(out[list - 1, 0] == 7 && out[list - 1, 20] == 7)
        }
    }
}

@Test func sharesOfListsCoverThemAndAreEven() {
    let lists = RowLists(ids: [Int32](repeating: 0, count: 100), offsets: [0, 50, 60, 70, 80, 100])
    for count in 1...7 {
        let shares = (0..<count).map { lists.share(of: 0..<5, each: 1, index: $0, count: count) }
        #expect(shares.flatMap(Array.init) == [0, 1, 2, 3, 4])
    }
    #expect(lists.share(of: 0..<5, each: 1, index: 0, count: 2).count == 2)
}

@Test(arguments: [1, 2, 5])
func lossesOfACaseAgreeWithTheirFormulas(count: Int) {
    let logits = Matrix(rows: count, columns: 1, values: [0.5, -90, 3, 0.5, 90].prefix(count).map { $0 })
    let gradient = Matrix(rows: count, columns: 1)
    let z = logits.values.map(Double.init)
    let pairs = z.dropFirst().map { max($0 - z[0], 0) + log1p(exp(-abs($0 - z[0]))) }.reduce(0, +)
    #expect(abs(pairwiseLogistic(logits: logits.all, scale: 2, gradient: gradient.all) - pairs) < 1e-5)
    let slopes = z.dropFirst().map { 1 / (1 + exp(z[0] - $0)) }
    for (place, slope) in slopes.enumerated() { #expect(abs(Double(gradient[place + 1, 0]) - 2 * slope) < 1e-6) }
    #expect(abs(Double(gradient[0, 0]) + 2 * slopes.reduce(0, +)) < 1e-6)
    let most = z.max() ?? 0
    let total = z.map { exp($0 - most) }.reduce(0, +)
    #expect(
        abs(softmaxCrossEntropy(logits: logits.all, scale: 2, gradient: gradient.all) - (log(total) + most - z[0]))
            < 1e-5)
    for (place, logit) in z.enumerated() {
        #expect(abs(Double(gradient[place, 0]) - 2 * (exp(logit - most) / total - (place == 0 ? 1 : 0))) < 1e-6)
    }
}
