import Tensor

/// A ranker made ready to score many songs for a listener.
///
/// What does not depend on the listener is kept: the songs' graph embeddings and what they bring to the gates and the
/// hidden layer.
public struct RankerScoring: Sendable {
    /// The songs' graph embeddings g. `[songs, embedding]`
    public let embeddings: Matrix
    let model: SequenceRanker
    /// W i + b of the gates. `[songs, 3 · state]`
    let projections: Matrix
    /// The mean of them: an average song's. `[1, 3 · state]`
    let average: Matrix
    /// The songs' share of the hidden layer. `[songs, hidden]`
    let songShares: Matrix
    private let ranking: Ranking

    /// How many songs go through the graph stage at once where it pools.
    private static let chunk = 1024

    /// Makes `model` ready by `threads` threads; it must not be trained meanwhile.
    public init(_ model: SequenceRanker, neighbourhoods: Neighbourhoods, threads: Int = 1) {
        let shape = model.shape
        self.model = model
        embeddings = Matrix(rows: shape.songs, columns: shape.embedding)
        projections = Matrix(rows: shape.songs, columns: 3 * shape.state)
        average = Matrix(rows: 1, columns: 3 * shape.state)
        songShares = Matrix(rows: shape.songs, columns: shape.hidden)
        let extraWeights = Matrix(rows: shape.extras, columns: shape.hidden)
        for extra in 0..<shape.extras {
            for unit in 0..<shape.hidden {
                extraWeights[extra, unit] = model.hidden.weight[unit, shape.extraColumns.lowerBound + extra]
            }
        }
        let (weights, skip) = (Matrix(rows: 1, columns: shape.hidden), Matrix(rows: 1, columns: shape.extras))
        weights.all.set(model.output.weight.columns(0..<shape.hidden))
        skip.all.set(model.output.weight.columns(shape.hidden..<shape.hidden + shape.extras))
        ranking = Ranking(weights: weights, extraWeights: extraWeights, skip: skip, offset: model.output.bias[0, 0])
        embed(model.lists(of: neighbourhoods), threads: threads)
        projections.all.columnSums(into: average.all)
        average.all.scale(by: 1 / Float(max(shape.songs, 1)))
    }

    /// Works out what is kept of all songs, some of them at a time where their lists are apart from each other.
    private func embed(_ lists: AggregationLists, threads: Int) {
        let (shape, model) = (model.shape, model)
        let chunk = max(shape.graph.form == .pooled ? min(Self.chunk, shape.songs) : shape.songs, 1)
        let memory = GraphMemory(model, lists: lists, songs: chunk, learning: false)
        let (embeddings, projections, songShares) = (embeddings, projections, songShares)
        Team.run(threads: threads) { member in
            var pass = GraphPass(model, lists: lists, memory: memory, member: member)
            for start in stride(from: 0, to: shape.songs, by: chunk) {
                let songs = start..<min(start + chunk, shape.songs)
                pass.plan(songs.map(Int32.init)[...])
                pass.forward()
                let own = pass.ownTargets(of: pass.layers.count - 1)
                let rows = start + own.lowerBound..<start + own.upperBound
                let mine = embeddings.rows(rows)
                mine.set(memory.layers[memory.layers.count - 1].output.rows(own))
                model.recurrent.input.forward(mine, into: projections.rows(rows))
                multiply(
                    mine, model.hidden.weight.columns(shape.songColumns), transposing: .second,
                    into: songShares.rows(rows))
                member.barrier()
            }
        }
    }

    /// The listener's state after these songs, the oldest first; zeros where there are none. `[state]`
    public func state(of history: ArraySlice<Int32>) -> [Float] { listener(history).values }

    /// The scores of all songs for the listener of these songs, the oldest first. `[songs]`
    ///
    /// `extras` [songs, extras] are the numbers given with each song, nil where the ranker takes none.
    public func scores(history: ArraySlice<Int32>, extras: Matrix? = nil) -> [Float] {
        ranking.scores(share: songShares, bias: share(of: listener(history)), extras: extras)
    }

    /// The scores of some songs for the listener of these songs; `extras` [songs given, extras]. `[songs given]`
    public func scores(history: ArraySlice<Int32>, songs: [Int32], extras: Matrix? = nil) -> [Float] {
        let shares = Matrix(rows: songs.count, columns: model.shape.hidden)
        shares.all.gather(songShares, at: songs[...])
        return ranking.scores(share: shares, bias: share(of: listener(history)), extras: extras)
    }

    /// The state. `[1, state]`
    private func listener(_ history: ArraySlice<Int32>) -> Matrix {
        let (count, width) = (history.count, model.shape.state)
        let (gates, states) = (Matrix(rows: count, columns: 3 * width), Matrix(rows: count, columns: width))
        let (reset, final) = (Matrix(rows: count, columns: width), Matrix(rows: 1, columns: width))
        gates.all.gather(projections, at: history)
        model.recurrent.forward(
            GatedRecurrentUnit.Trace(gates: gates.all, states: states.all, reset: reset.all),
            steps: (0..<count).map { $0..<$0 + 1 }, final: final.all)
        return final
    }

    /// What a state brings to the hidden layer, the bias in it. `[1, hidden]`
    private func share(of listener: Matrix) -> Matrix {
        let share = model.hidden.bias.copy()
        multiply(
            listener.all, model.hidden.weight.columns(model.shape.stateColumns), transposing: .second,
            into: share.all, keep: 1)
        return share
    }
}
