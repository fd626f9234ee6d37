import Tensor

/// What all threads of a batch read and write; each writes rows of its own.
struct RankerMemory: Sendable {
    let graph: GraphMemory
    /// The songs' shares of the gates, W i + b. `[history's songs, 3 · state]`
    let projections: Matrix
    let projectionGradients: Matrix
    /// The songs' shares of the hidden layer. `[candidates' songs, hidden]`
    let songShares: Matrix
    let songShareGradients: Matrix
    /// See `GatedRecurrentUnit.Trace`. `[past songs, 3 · state]`, `[past songs, state]`
    let gates: Matrix
    let states: Matrix
    let reset: Matrix
    /// The listeners' states, in each thread's order of sequences. `[cases, state]`
    let listeners: Matrix
    let listenerGradients: Matrix
    let room: Matrix
    /// The listeners' shares of the hidden layer, b_1 in them. `[cases, hidden]`
    let listenerShares: Matrix
    let listenerShareGradients: Matrix
    /// The hidden layer, then the extras. `[candidates, hidden + extras]`
    let head: Matrix
    let headGradients: Matrix
    /// `[candidates, 1]`
    let logits: Matrix
    let logitGradients: Matrix
    let targets: Matrix

    /// The memory for any batch of `batch` neighbouring cases.
    init(_ model: SequenceRanker, lists: AggregationLists, cases: RankerCases, batch: Int) {
        let (shape, most) = (model.shape, Most(cases, batch: batch))
        let songs = min(shape.songs, most.past + most.candidates)
        func matrices(_ rows: Int, _ columns: Int) -> (Matrix, Matrix) {
            (Matrix(rows: rows, columns: columns), Matrix(rows: rows, columns: columns))
        }
        graph = GraphMemory(model, lists: lists, songs: songs, learning: true)
        (projections, projectionGradients) = matrices(min(shape.songs, most.past), 3 * shape.state)
        (songShares, songShareGradients) = matrices(min(shape.songs, most.candidates), shape.hidden)
        gates = Matrix(rows: most.past, columns: 3 * shape.state)
        (states, reset) = matrices(most.past, shape.state)
        (listeners, listenerGradients) = matrices(batch, shape.state)
        room = Matrix(rows: batch, columns: shape.state)
        (listenerShares, listenerShareGradients) = matrices(batch, shape.hidden)
        (head, headGradients) = matrices(most.candidates, shape.hidden + shape.extras)
        (logits, logitGradients) = matrices(most.candidates, 1)
        targets = Matrix(rows: most.candidates, columns: 1)
    }

    /// The largest batch.
    private struct Most {
        var past = 0
        var candidates = 0

        init(_ cases: RankerCases, batch: Int) {
            for start in stride(from: 0, to: cases.count, by: batch) {
                let range = start..<min(start + batch, cases.count)
                past = max(past, cases.historyPlaces(of: range).count)
                candidates = max(candidates, cases.candidatePlaces(of: range).count)
            }
        }
    }
}
