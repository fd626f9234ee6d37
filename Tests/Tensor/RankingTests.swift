import Foundation
import Tensor
import TestSupport
import Testing

/// Preferences over two users and three songs, a user twice and a song on both sides.
private let triples = Triples(users: [0, 1, 0], liked: [2, 3, 4], others: [3, 4, 2])

private func table(seed: UInt64, columns: Int = 11) -> Matrix {
    var random = RandomSource(seed: seed)
    return .normal(rows: 5, columns: columns, deviation: 1, from: &random)
}

/// `-log σ(scale · z_u · (z_i - z_j))`, summed.
private func loss(_ z: Matrix, scale: Double) -> Double {
    (0..<triples.count).reduce(0) { sum, place in
        let rows = [triples.users, triples.liked, triples.others].map { z.row(Int($0[place])).map(Double.init) }
        let score = zip(rows[0], zip(rows[1], rows[2])).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
        return sum + log1p(exp(-scale * score))
    }
}

@Test(arguments: [1, 8, 11])
func theGradientOfPreferencesIsThatOfTheirLoss(columns: Int) {
    let (z, gradient) = (table(seed: 2, columns: columns), Matrix(rows: 5, columns: columns))
    let sum = triples.addGradient(of: 0..<3, by: z, scale: 0.5, weight: 2, to: gradient)
    #expect(abs(sum - loss(z, scale: 0.5)) < 1e-5)
    for row in 0..<5 {
        for column in 0..<columns {
            let (value, step) = (z[row, column], 1e-2 as Float)
            z[row, column] = value + step
            let above = loss(z, scale: 0.5)
            z[row, column] = value - step
            let slope = (above - loss(z, scale: 0.5)) / 0.02
            z[row, column] = value
            #expect(abs(Double(gradient[row, column]) - 2 * slope) < 1e-3, "[\(row), \(column)]")
        }
    }
}

@Test func aStepOfDescentByHand() {
    // p = (1, 1), q_i = (0.5, 0.2), q_j = (0.1, 0.4), the last column ones and biases: x = 0.4 - 0.2 = 0.2.
    let p = Matrix(rows: 1, columns: 2, values: [1, 1])
    let q = Matrix(rows: 2, columns: 2, values: [0.5, 0.2, 0.1, 0.4])
    let one = Triples(users: [0], liked: [0], others: [1])
    let z = 1 / (1 + exp(0.2))
    let sum = one.descend(p, q, rate: 0.1, regularization: 0.5)
    #expect(abs(sum - log1p(exp(-0.2))) < 1e-6)
    let expected = [
        0.95 + 0.1 * z * 0.4, 1, 0.475 + 0.1 * z, 0.19 + 0.1 * z, 0.095 - 0.1 * z, 0.38 - 0.1 * z,
    ]
    #expect((p.values + q.values).isClose(to: expected, within: 1e-6), "\(p.values) \(q.values)")
    let frozen = q.values
    _ = one.descend(p, q, rate: 0.1, regularization: 0.5, frozen: true)
    #expect(q.values == frozen && p[0, 1] == 1)
}

@Test func rowsAreAddedForEachUserAndSong() {
    let (z, gradient) = (table(seed: 4, columns: 2), Matrix(rows: 5, columns: 2))
    triples.addRows(of: 1..<3, z, times: 0.5, to: gradient)
    for (row, times) in [1, 1, 1, 1, 2].enumerated() {
        for column in 0..<2 { #expect(abs(gradient[row, column] - 0.5 * Float(times) * z[row, column]) < 1e-6) }
    }
    let products = rowProducts(z, at: [0, 4], z, at: [1, 4])
    #expect(abs(products[0] - (z[0, 0] * z[1, 0] + z[0, 1] * z[1, 1])) < 1e-5)
    #expect(abs(products[1] - (z[4, 0] * z[4, 0] + z[4, 1] * z[4, 1])) < 1e-5)
}

@Test func aSparseProductIsTheDenseOne() {
    // [[2, 0, 1], [0, 0, 0], [0, 3, 0]]
    let sparse = SparseMatrix(offsets: [0, 2, 2, 3], columns: [0, 2, 1], values: [2, 1, 3], columnCount: 3)
    let x = Matrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
    let base = Matrix(rows: 3, columns: 2, values: [10, 10, 20, 20, 30, 30])
    let out = Matrix(rows: 3, columns: 2)
    sparse.multiply(x, adding: base, into: out, rows: 0..<1)
    #expect(out.values == [17, 20, 0, 0, 0, 0])
    sparse.multiply(x, adding: base, into: out, rows: 1..<3)
    #expect(out.values == [17, 20, 20, 20, 39, 42])
}
