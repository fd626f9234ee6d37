import Tensor

/// The second stage: ranks songs for a listener by their places in the graph and the songs the listener played.
///
/// A song's graph embedding g is made of the nodes around it (`GraphStage`), a gated recurrent unit runs over the past
/// songs' and leaves the state h, and `z = w_2 · ReLU(W_1 [h ; g ; x] + b_1) + v · x + b_2`, where x are numbers given
/// with a candidate. Source: "Interactive Song Recommender" for all but x; the part linear in x is the wide one of
/// Cheng et al. 2016, "Wide & Deep Learning for Recommender Systems", arXiv:1606.07792.
public struct SequenceRanker: Sendable {
    /// The sizes of a ranker.
    public struct Shape: Sendable, Equatable {
        /// How many nodes the graph has; the songs are the first of them.
        public var nodes: Int, songs: Int
        /// How wide nodes' embeddings, listeners' states and the hidden layer are.
        public var embedding: Int, state: Int, hidden: Int
        /// How many numbers are given with each candidate.
        public var extras: Int
        /// How graph embeddings are made.
        public var graph: GraphStage

        /// The shape for so many nodes and songs; the rest is the paper's.
        public init(
            nodes: Int, songs: Int, embedding: Int = 256, state: Int = 128, hidden: Int = 128, extras: Int = 0,
            graph: GraphStage = GraphStage()
        ) {
            precondition(songs >= 0 && songs <= nodes, "\(songs) songs among \(nodes) nodes")
            precondition(embedding > 0 && state > 0 && hidden > 0 && extras >= 0, "a layer of nothing")
            (self.nodes, self.songs, self.embedding, self.state) = (nodes, songs, embedding, state)
            (self.hidden, self.extras, self.graph) = (hidden, extras, graph)
        }

        /// How many weights its layers have at least, those of attention and of the output left out.
        var weightCount: Int {
            graph.layers * embedding * embedding + 3 * state * (embedding + state)
                + hidden * extraColumns.upperBound
        }

        /// The columns of `hidden.weight` that read h, g and x.
        var stateColumns: Range<Int> { 0..<state }
        var songColumns: Range<Int> { state..<state + embedding }
        var extraColumns: Range<Int> { state + embedding..<state + embedding + extras }
    }

    /// The sizes.
    public let shape: Shape
    /// The nodes' embeddings. `[nodes, embedding]`
    public let nodes: Embedding
    /// W_1 and b_1. `[hidden, state + embedding + extras]`
    public let hidden: Linear
    /// w_2, then v; and b_2. `[1, hidden + extras]`
    public let output: Linear
    let layers: [GraphLayer]
    let recurrent: GatedRecurrentUnit

    /// A ranker to be trained: embeddings of deviation 0.05, layers by Glorot, v = 0.
    public init(shape: Shape, from random: inout RandomSource) {
        self.shape = shape
        nodes = Embedding(rows: shape.nodes, width: shape.embedding, deviation: 0.05, from: &random)
        var layers: [GraphLayer] = []
        for _ in 0..<shape.graph.layers {
            layers.append(GraphLayer(width: shape.embedding, stage: shape.graph, from: &random))
        }
        self.layers = layers
        recurrent = GatedRecurrentUnit(shape: shape, from: &random)
        hidden = .glorot(
            inputs: shape.extraColumns.upperBound, outputs: shape.hidden, activation: .rectifier, from: &random)
        let output = Linear.he(inputs: shape.hidden, outputs: 1, from: &random)
        let weight = Matrix(rows: 1, columns: shape.hidden + shape.extras)
        weight.columns(0..<shape.hidden).set(output.weight.all)
        self.output = Linear(weight: weight, bias: output.bias, activation: .identity)
    }

    /// The ranker of these parameters, in the order of `parameters`; nil where one is missing or of another shape.
    public init?(shape: Shape, parameters: [Matrix]) {
        // Parameters of few floats shall not have many made.
        guard parameters.reduce(0, { $0 + $1.count }) >= shape.weightCount else { return nil }
        // The starting values of a ranker of one node are made and thrown away: only the shapes matter.
        var small = shape
        (small.nodes, small.songs) = (1, min(shape.songs, 1))
        var random = RandomSource(seed: 0)
        let like = SequenceRanker(shape: small, from: &random)
        let rows = [shape.nodes] + like.dense.map(\.rows)
        guard parameters.count == rows.count, parameters.map(\.rows) == rows,
            parameters.map(\.columns) == like.parameters.map(\.columns)
        else { return nil }
        self.init(shape: shape, like: like, parameters: parameters[...])
    }

    private init(shape: Shape, like: SequenceRanker, parameters: ArraySlice<Matrix>) {
        var rest = parameters
        func twin(_ layer: Linear) -> Linear {
            Linear(weight: rest.removeFirst(), bias: rest.removeFirst(), activation: layer.activation)
        }
        self.shape = shape
        nodes = Embedding(table: rest.removeFirst())
        var layers: [GraphLayer] = []
        for layer in like.layers {
            layers.append(
                GraphLayer(
                    linear: twin(layer.linear),
                    attention: layer.attention == nil ? nil : Attention(vectors: rest.removeFirst())))
        }
        self.layers = layers
        recurrent = GatedRecurrentUnit(input: twin(like.recurrent.input), recurrent: rest.removeFirst())
        hidden = twin(like.hidden)
        output = twin(like.output)
    }

    /// All that is learned but the nodes' embeddings, in the order in which a file keeps it.
    var dense: [Matrix] {
        layers.flatMap(\.parameters) + [recurrent.input.weight, recurrent.input.bias, recurrent.recurrent]
            + [hidden.weight, hidden.bias, output.weight, output.bias]
    }

    /// All that is learned, in the order in which a file keeps it.
    public var parameters: [Matrix] { [nodes.table] + dense }

    /// How many matrices `parameters` are with this graph stage.
    public static func parameterCount(of graph: GraphStage) -> Int {
        1 + graph.layers * (graph.aggregator == .attention ? 3 : 2) + 7
    }

    /// A ranker of its own with the same values.
    public func copy() -> SequenceRanker {
        SequenceRanker(shape: shape, like: self, parameters: parameters.map { $0.copy() }[...])
    }

    /// Starts the songs' embeddings at these `[songs, embedding]`, and all other nodes' at 0.
    public func start(songs vectors: Matrix) {
        nodes.table.all.fill(0)
        nodes.table.rows(0..<shape.songs).set(vectors.all)
    }

    /// Takes over the values of a ranker of the same shape.
    public func set(_ other: SequenceRanker) {
        for (mine, its) in zip(parameters, other.parameters) { mine.set(its) }
    }
}

extension GatedRecurrentUnit {
    /// A unit to be trained, by Glorot.
    init(shape: SequenceRanker.Shape, from random: inout RandomSource) {
        input = .glorot(
            inputs: shape.embedding, outputs: 3 * shape.state, activation: .identity, from: &random)
        let bound = (6 / Double(4 * shape.state)).squareRoot()
        recurrent = .uniform(rows: 3 * shape.state, columns: shape.state, bound: bound, from: &random)
    }
}
