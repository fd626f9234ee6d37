import Neural
import Tensor

/// Scores songs by a trained network.
public struct NetworkScorer: Scorer {
    /// The network.
    public let network: NeuMF
    private let scoring: NeuMFScoring

    /// Makes `network` ready; it must not be trained any more.
    public init(_ network: NeuMF) {
        self.network = network
        scoring = NeuMFScoring(network)
    }

    public func scores(for history: History) -> [Float] {
        scoring.scores(by: side(of: history))
    }

    public func scores(for history: History, songs: [Int32]) -> [Float] {
        scoring.scores(by: side(of: history), songs: songs)
    }

    /// t, then q.
    public func embedding(of song: Int) -> [Float]? { network.songs.table.row(song) }

    /// What the listener brings to every song's score: as learned, or folded in.
    private func side(of history: History) -> NeuMFScoring.UserSide {
        if let user = history.user { return NeuMFScoring.UserSide(network, user: user) }
        return NeuMFScoring.UserSide(network.folding(history.songs), user: 0)
    }

    public var parts: [ModelPart] { network.parameters.map { .matrix($0) } }

    /// The scorer that `parts` were made of; nil where they are of another shape.
    init?(parts: [ModelPart], shape: NeuMF.Shape) {
        var matrices: [Matrix] = []
        for part in parts { if case .matrix(let matrix) = part { matrices.append(matrix) } }
        // A file whose settings claim more than it holds shall not have that much made.
        guard matrices.reduce(0, { $0 + $1.count }) >= shape.weightCount else { return nil }
        var random = RandomSource(seed: 0)
        let empty = NeuMF(
            shape: NeuMF.Shape(users: 0, songs: 0, factors: shape.factors, layers: shape.layers), from: &random)
        guard matrices.count == parts.count, parts.count == empty.parameters.count,
            zip(matrices, empty.parameters).enumerated().allSatisfy({ place, pair in
                let rows = place == 0 ? shape.users : place == 1 ? shape.songs : pair.1.rows
                return pair.0.rows == rows && pair.0.columns == pair.1.columns
            })
        else { return nil }
        let layers = empty.dense.enumerated().map { place, layer in
            Linear(weight: matrices[2 * place + 2], bias: matrices[2 * place + 3], activation: layer.activation)
        }
        self.init(
            NeuMF(
                shape: shape, users: Embedding(table: matrices[0]), songs: Embedding(table: matrices[1]),
                hidden: Array(layers.dropLast()), output: layers[layers.count - 1]))
    }
}

extension TrainingSettings {
    /// The shape of the kind's network: of both halves, or of the one that it has.
    func shape(users: Int, songs: Int) -> NeuMF.Shape {
        NeuMF.Shape(
            users: users, songs: songs, factors: kind == .mlp ? 0 : factors, layers: kind == .gmf ? [] : layers)
    }
}
