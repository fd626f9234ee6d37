import Tensor
import Testing

@Test func anIndexFindsRowsOnceAndTurnsListsAround() {
    var index = RowIndex(rows: 10)
    index.update(first: [9], ids: [9, 9, 1])  // an earlier batch must not show
    index.turn(0..<2, offsets: [0, 3])
    let lists = RowLists(ids: [3, 7, 3, 5, 5, 7, 1], offsets: [0, 2, 2, 5, 7])
    index.update(first: [5, 8], ids: lists.ids[...])
    #expect(Array(index.rows) == [5, 8, 3, 7, 1])
    #expect(Array(index.placesOfIDs) == [2, 3, 2, 0, 0, 3, 4])
    // Row by row: 5 is named twice by list 2, 8 by none, 3 by lists 0 and 2, 7 by 0 and 3, 1 by 3.
    #expect(index.readers.offsets == [0, 2, 2, 4, 6, 7])
    for half in [0..<2, 2..<5] {
        index.turn(half, offsets: lists.offsets)
        let places = index.readers.places(of: half)
        #expect(Array(index.readers.ids[places]) == Array([2, 2, 0, 2, 0, 3, 3][places]))
        #expect(Array(index.entries[places]) == Array([3, 4, 0, 2, 1, 5, 6][places]))
    }
}

@Test func pickedValuesComeInTheirOrder() {
    let values = Matrix(rows: 4, columns: 1, values: [1, 2, 3, 4])
    let out = Matrix(rows: 5, columns: 1)
    out.pick(1..<4, from: values, at: [3, 0, 3])
    #expect(out.values == [0, 4, 1, 4, 0])
}

@Test func attentionIsASoftmaxOfLeakyScores() {
    let table = Matrix(rows: 3, columns: 2, values: [1, 0, 0, 1, -1, 2])
    let attention = Attention(vectors: Matrix(rows: 2, columns: 2, values: [1, -1, 0.5, 0.25]))
    let lists = RowLists(ids: [1, 0, 1, 2, 0, 0], offsets: [0, 1, 4, 5, 5, 6])
    let weights = Matrix(rows: 6, columns: 1, values: [2, 1, 2, 1, 0, 1e-30])
    attention.forward(
        0..<5, of: lists, own: [1, 2, 0, 0, 0], in: table.all, weights: weights, slopes: Matrix(rows: 6, columns: 1))
    // List 1 belongs to row 2, which scores -0.5 + 0.5 = 0; its rows score 1, -1 and -3, after the ReLU 1, -0.2, -0.6.
    let terms: [Float] = [2.7182817, 2 * 0.8187308, 0.5488116]
    let total = terms.reduce(0, +)
    #expect(weights[0, 0] == 1 && weights[4, 0] == 0 && weights[5, 0] == 1)
    for (place, term) in terms.enumerated() { #expect(abs(weights[place + 1, 0] - term / total) < 1e-6) }
}
