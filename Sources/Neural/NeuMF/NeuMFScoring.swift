import Tensor

/// A network made ready to score many songs for a user.
///
/// The song's share of the first layer, `t_i W₁ᵀ`, is the same for every user: it is kept.
public struct NeuMFScoring: Sendable {
    private let model: NeuMF
    /// The songs' share of the first layer. `[songs, layers[1]]`
    private let songShare: Matrix

    /// How many songs are scored in one go.
    private static let chunk = 1024

    /// Makes `model` ready; it must not be trained meanwhile.
    public init(_ model: NeuMF) {
        self.model = model
        let shape = model.shape
        songShare = Matrix(rows: shape.songs, columns: shape.first)
        guard let first = model.hidden.first else { return }
        multiply(
            model.songs.table.columns(0..<shape.half), first.weight.columns(shape.half..<2 * shape.half),
            transposing: .second, into: songShare.all)
    }

    /// The logits of all songs for one user. `[songs]`
    public func scores(by user: UserSide) -> [Float] {
        scores(by: user, count: model.shape.songs, share: { songShare.rows($0) }) {
            model.songs.table.rows($0).columns(model.shape.half..<model.shape.width)
        }
    }

    /// The logits of these songs for one user. `[songs given]`
    public func scores(by user: UserSide, songs: [Int32]) -> [Float] {
        let shape = model.shape
        let rows = Matrix(rows: songs.count, columns: shape.width)
        let shares = Matrix(rows: songs.count, columns: shape.first)
        rows.all.gather(model.songs.table, at: songs[...])
        shares.all.gather(songShare, at: songs[...])
        return scores(by: user, count: songs.count, share: { shares.rows($0) }) {
            rows.rows($0).columns(shape.half..<shape.width)
        }
    }

    /// The logits of `count` songs, given each chunk's shares `[n, layers[1]]` and factors q_i `[n, factors]`.
    private func scores(
        by mine: UserSide, count: Int, share: (Range<Int>) -> Block, factors: (Range<Int>) -> Block
    ) -> [Float] {
        let widths = model.shape.layers.dropFirst()
        let outputs = widths.map { Matrix(rows: min(Self.chunk, count), columns: $0) }
        let logits = Matrix(rows: count, columns: 1)
        for start in stride(from: 0, to: count, by: Self.chunk) {
            let range = start..<min(start + Self.chunk, count)
            var input = share(range)
            for (place, layer) in model.hidden.enumerated() {
                let next = outputs[place].rows(0..<range.count)
                if place == 0 {
                    next.set(input)
                    next.addBias(mine.bias.all, rectified: layer.activation == .rectifier)
                } else {
                    layer.forward(input, into: next)
                }
                input = next
            }
            let out = logits.rows(range)
            multiply(
                input, model.output.weight.columns(model.shape.factors..<model.shape.head), transposing: .second,
                into: out)
            multiply(factors(range), mine.factors.all, transposing: .second, into: out, keep: 1)
            out.addBias(model.output.bias.all, rectified: false)
        }
        return logits.values
    }

    /// What the user brings to every song's score.
    public struct UserSide: Sendable {
        /// The first layer's bias with the user's share in it. `[1, layers[1]]`
        let bias: Matrix
        /// p_u weighed by h. `[1, factors]`
        let factors: Matrix

        /// What the user in this place brings to the scores of `model`.
        public init(_ model: NeuMF, user: Int) {
            let shape = model.shape
            let row = model.users.table.rows(user..<user + 1)
            factors = Matrix(rows: 1, columns: shape.factors)
            factors.all.setProduct(row.columns(0..<shape.factors), model.output.weight.columns(0..<shape.factors))
            bias = model.hidden.first?.bias.copy() ?? Matrix(rows: 1, columns: 0)
            guard let first = model.hidden.first else { return }
            multiply(
                row.columns(shape.factors..<shape.width), first.weight.columns(0..<shape.half), transposing: .second,
                into: bias.all, keep: 1)
        }
    }
}
