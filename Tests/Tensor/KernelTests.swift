import Foundation
import Tensor
import Testing

@Test func biasAndRectifier() {
    let x = Matrix(rows: 2, columns: 3, values: [1, -2, 3, -4, 5, -6])
    x.all.addBias(Matrix(rows: 1, columns: 3, values: [0.5, 1, -3]).all, rectified: true)
    #expect(x.values == [1.5, 0, 0, 0, 6, 0])
    let gradient = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    gradient.all.maskByRectified(x.all)
    #expect(gradient.values == [1, 0, 0, 0, 5, 0])
    let sums = Matrix(rows: 1, columns: 3)
    gradient.all.columnSums(into: sums.all)
    #expect(sums.values == [1, 5, 0])
}

@Test func productsGoElementByElement() {
    let a = Matrix(rows: 2, columns: 2, values: [1, 2, 3, 4])
    let out = Matrix(rows: 2, columns: 3)
    out.columns(1..<3).setProduct(a.all, a.all)
    #expect(out.values == [0, 1, 4, 0, 9, 16])
}

@Test func gathersRowsAndSumsThemBySlot() {
    let table = Matrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
    let out = Matrix(rows: 3, columns: 4)
    out.columns(2..<4).gather(table, at: [2, 0, 2])
    #expect(out.values == [0, 0, 5, 6, 0, 0, 1, 2, 0, 0, 5, 6])
    let sums = Matrix(rows: 2, columns: 2, values: [9, 9, 9, 9])
    out.columns(2..<4).sumRows(bySlot: [0, 1, 0], into: sums)
    #expect(sums.values == [10, 12, 1, 2])
    out.columns(2..<4).sumRows(bySlot: [-1, 0, -1], into: sums)
    #expect(sums.values == [1, 2, 1, 2])
}

@Test(arguments: [-200, -3, 0, 0.25, 40, 200] as [Float])
func crossEntropyAgreesWithItsFormula(logit: Float) {
    for target in [0, 1] as [Float] {
        let gradient = Matrix(rows: 1, columns: 1)
        let loss = crossEntropy(
            logits: Matrix(rows: 1, columns: 1, values: [logit]).all,
            targets: Matrix(rows: 1, columns: 1, values: [target]).all, scale: 0.5, gradient: gradient.all)
        let z = Double(logit)
        let expected = max(z, 0) - z * Double(target) + log1p(exp(-abs(z)))
        #expect(abs(loss - expected) <= 1e-6 * max(1, expected))
        #expect(abs(Double(gradient[0, 0]) - 0.5 * (1 / (1 + exp(-z)) - Double(target))) < 1e-7)
    }
}

@Test func teamMembersMeetAtEachBarrier() {
    let (rounds, threads) = (200, 3)
    let log = Matrix(rows: rounds, columns: threads)
    let sums = Matrix(rows: rounds, columns: threads)
    Team.run(threads: threads) { member in
        for round in 0..<rounds {
            log[round, member.index] = Float(round + member.index)
            member.barrier()
            sums[round, member.index] = (0..<threads).reduce(0) { $0 + log[round, $1] }
        }
    }
    for round in 0..<rounds {
        #expect(sums.row(round) == [Float](repeating: Float(3 * round + 3), count: threads))
    }
}
