import Tensor

/// Neural matrix factorisation: a product of embeddings beside a small network over others, and a weighing of both.
///
/// `z = h · [p_u ∘ q_i, MLP([s_u, t_i])] + b`, and the chance that u plays i is σ(z).
/// Either half may be absent, as sections 3.2 (GMF) and 3.3 (MLP) have it.
/// Source: He et al. 2017, "Neural Collaborative Filtering", arXiv:1708.05031, section 3.4, equation 12.
public struct NeuMF: Sendable {
    /// The sizes of a network.
    public struct Shape: Sendable, Equatable {
        /// How many users and songs it knows.
        public var users: Int, songs: Int
        /// How wide the embeddings of the product are; 0 for a network alone (MLP).
        public var factors: Int
        /// The widths of the network's layers; the first is its input, half of it the user's and half the song's. None
        /// for a product alone (GMF).
        public var layers: [Int]

        /// The shape for so many users and songs; the rest is the published one.
        public init(users: Int, songs: Int, factors: Int = 8, layers: [Int] = [64, 32, 16, 8]) {
            precondition(layers.isEmpty || layers.count >= 2 && layers[0] % 2 == 0, "the first of the layers is even")
            precondition(factors > 0 || !layers.isEmpty, "neither a product nor a network")
            (self.users, self.songs, self.factors, self.layers) = (users, songs, factors, layers)
        }

        /// The width of the network's half of an embedding.
        public var half: Int { (layers.first ?? 0) / 2 }
        /// The width of an embedding: the product's part and the network's.
        public var width: Int { factors + half }
        /// The width of what the last layer weighs.
        public var head: Int { factors + (layers.last ?? 0) }
        /// How many weights the network's layers have.
        public var weightCount: Int { zip(layers, layers.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } }
        /// The width of the first layer's output.
        var first: Int { layers.dropFirst().first ?? 0 }
    }

    /// The sizes.
    public let shape: Shape
    /// A user's row: p_u then s_u. `[users, factors + half]`
    public let users: Embedding
    /// A song's row: t_i then q_i, so that s_u and t_i lie side by side in a batch. `[songs, half + factors]`
    public let songs: Embedding
    /// The network's layers. `[layers[n + 1], layers[n]]` each
    public let hidden: [Linear]
    /// h and b. `[1, factors + last layer]`
    public let output: Linear

    /// The network of these parts, of the shapes above.
    public init(shape: Shape, users: Embedding, songs: Embedding, hidden: [Linear], output: Linear) {
        precondition(hidden.count == max(shape.layers.count - 1, 0), "\(hidden.count) layers for \(shape.layers)")
        (self.shape, self.users, self.songs, self.hidden, self.output) = (shape, users, songs, hidden, output)
    }

    /// A network to be trained: embeddings of deviation 0.01, layers by Glorot, the weighing by He.
    public init(shape: Shape, from random: inout RandomSource) {
        let users = Embedding(rows: shape.users, width: shape.width, deviation: 0.01, from: &random)
        let songs = Embedding(rows: shape.songs, width: shape.width, deviation: 0.01, from: &random)
        var hidden: [Linear] = []
        for (inputs, outputs) in zip(shape.layers, shape.layers.dropFirst()) {
            hidden.append(.glorot(inputs: inputs, outputs: outputs, activation: .rectifier, from: &random))
        }
        let output = Linear.he(inputs: shape.head, outputs: 1, from: &random)
        self.init(shape: shape, users: users, songs: songs, hidden: hidden, output: output)
    }

    /// The fully connected layers, the weighing last.
    public var dense: [Linear] { hidden + [output] }

    /// All that is learned, in the order in which a file keeps it.
    public var parameters: [Matrix] {
        [users.table, songs.table] + dense.flatMap { [$0.weight, $0.bias] }
    }

    /// A network of its own with the same values.
    public func copy() -> NeuMF {
        func twin(_ layer: Linear) -> Linear {
            Linear(weight: layer.weight.copy(), bias: layer.bias.copy(), activation: layer.activation)
        }
        return NeuMF(
            shape: shape, users: Embedding(table: users.table.copy()), songs: Embedding(table: songs.table.copy()),
            hidden: hidden.map(twin), output: twin(output))
    }

    /// Takes over the values of a network of the same shape.
    public func set(_ other: NeuMF) {
        for (mine, its) in zip(parameters, other.parameters) { mine.set(its) }
    }
}
