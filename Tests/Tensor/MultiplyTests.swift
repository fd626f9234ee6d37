import Tensor
import Testing

/// The product worked out the plainest way, in double precision.
private func plain(_ a: [[Double]], _ b: [[Double]]) -> [Float] {
    a.flatMap { row in
        (0..<b[0].count).map { column in Float(row.indices.reduce(0) { $0 + row[$1] * b[$1][column] }) }
    }
}

private func lists(_ block: Block, transposed: Bool = false) -> [[Double]] {
    let rows = (0..<block.rows).map { row in block.rows(row..<row + 1).values.map(Double.init) }
    return transposed ? (0..<block.columns).map { column in rows.map { $0[column] } } : rows
}

private func agrees(_ left: [Float], _ right: [Float], within tolerance: Float = 1e-5) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

@Test(arguments: [(1, 1, 1), (2, 3, 4), (17, 5, 9)])
func productsOfAllTranspositionsAgreeWithThePlainSum(m: Int, k: Int, n: Int) {
    var random = RandomSource(seed: 3)
    for transposing in [Transposition.neither, .first, .second] {
        let (firstIs, secondIs) = (transposing == .first, transposing == .second)
        let a = Matrix.normal(rows: firstIs ? k : m, columns: firstIs ? m : k, deviation: 1, from: &random)
        let b = Matrix.normal(rows: secondIs ? n : k, columns: secondIs ? k : n, deviation: 1, from: &random)
        let out = Matrix(rows: m, columns: n)
        multiply(a.all, b.all, transposing: transposing, into: out.all)
        #expect(agrees(out.values, plain(lists(a.all, transposed: firstIs), lists(b.all, transposed: secondIs))))
    }
}

@Test func productsOfWindowsLeaveTheRestAlone() {
    var random = RandomSource(seed: 4)
    let wide = Matrix.normal(rows: 6, columns: 8, deviation: 1, from: &random)
    let weight = Matrix.normal(rows: 2, columns: 3, deviation: 1, from: &random)
    let out = Matrix(rows: 6, columns: 5)
    out.fill(7)
    let (input, target) = (wide.rows(1..<4).columns(2..<5), out.rows(2..<5).columns(1..<3))
    multiply(input, weight.all, transposing: .second, into: target)
    #expect(agrees(target.values, plain(lists(input), lists(weight.all, transposed: true))))
    #expect(out.values.count { $0 == 7 } == 30 - 6)
    multiply(input, weight.all, transposing: .second, into: target, keep: 1)
    #expect(agrees(target.values, plain(lists(input), lists(weight.all, transposed: true)).map { 2 * $0 }))
}

/// A large matrix and one row: of a window, scaled, added to what is there, into a column of a wider one.
@Test func aRowTimesALargeMatrixIsTheProduct() {
    let (rows, width) = (1 << 16, 33)
    var random = RandomSource(seed: 11)
    let table = Matrix.normal(rows: rows, columns: width + 1, deviation: 1, from: &random)
    let row = Matrix.normal(rows: 1, columns: width, deviation: 1, from: &random)
    let out = Matrix(rows: rows, columns: 2)
    for place in 0..<rows { out[place, 1] = 2 }
    multiply(
        table.columns(0..<width), row.all, transposing: .second, into: out.columns(1..<2), keep: 0.5, scale: 3)
    for place in stride(from: 0, to: rows, by: 997) {
        let sum = (0..<width).reduce(0 as Double) { $0 + Double(table[place, $1]) * Double(row[0, $1]) }
        #expect(abs(Double(out[place, 1]) - (1 + 3 * sum)) < 1e-3 && out[place, 0] == 0)
    }
}

@Test func bytesOfAMatrixComeBack() throws {
    let matrix = Matrix(rows: 2, columns: 2, values: [1, -0.5, .infinity, 1e-37])
    let bytes = matrix.littleEndianBytes
    #expect(bytes.prefix(8) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF])
    #expect(Matrix(rows: 2, columns: 2, littleEndianBytes: bytes[...])?.values == matrix.values)
    #expect(Matrix(rows: 2, columns: 3, littleEndianBytes: bytes[...]) == nil)
    #expect(Matrix(rows: 2, columns: 2, littleEndianBytes: bytes.dropLast()) == nil)
}
