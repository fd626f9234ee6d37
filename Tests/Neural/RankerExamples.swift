import Neural
import Tensor

/// All forms of the graph stage: each aggregator, pooled and in two layers.
let graphStages: [GraphStage] = GraphStage.Aggregator.allCases.flatMap { aggregator in
    [GraphStage(form: .pooled, aggregator: aggregator), GraphStage(form: .layered(2), aggregator: aggregator)]
}

/// Four songs among seven nodes; each list holds its own node but the last, and one node is in none.
let smallNeighbourhoods = Neighbourhoods(
    offsets: [0, 3, 6, 8, 10, 12, 14, 15], nodes: [0, 4, 5, 1, 4, 2, 2, 5, 3, 0, 4, 1, 5, 2, 0],
    weights: [1, 2, 0.5, 1, 1, 3, 1, 1, 0.5, 1, 1, 1, 2, 1, 1])

/// Histories of three, no, one and two songs; candidates of either kind, a song twice in one history.
func smallCases(extras: Int = 0) -> RankerCases {
    let lists: [(history: [Int32], candidates: [Int32])] = [
        ([0, 2, 0], [1, 3]), ([], [2, 0, 3]), ([1], [0, 1]), ([3, 1], [2, 3]),
    ]
    var cases = RankerCases()
    var random = RandomSource(seed: 5)
    for list in lists {
        let given = (0..<list.candidates.count * extras).map { _ in Float(2 * random.uniform() - 1) }
        cases.append(history: list.history, candidates: list.candidates, extras: given)
    }
    return cases
}

/// A small ranker with weights large enough for differences to show, and biases that keep most of ReLU open.
func smallRanker(_ stage: GraphStage = GraphStage(), extras: Int = 0, seed: UInt64 = 1) -> SequenceRanker {
    var random = RandomSource(seed: seed)
    let model = SequenceRanker(
        shape: .init(nodes: 7, songs: 4, embedding: 5, state: 2, hidden: 4, extras: extras, graph: stage),
        from: &random)
    for (place, matrix) in model.parameters.enumerated() {
        let values = numbers(matrix.rows, matrix.columns, seed: 100 * seed + UInt64(place)).values
        let isBias = matrix.rows == 1 && place < model.parameters.count - 2
        matrix.set(
            Matrix(rows: matrix.rows, columns: matrix.columns, values: values.map { isBias ? abs($0) : 0.7 * $0 }))
    }
    return model
}
