import Tensor

/// How songs' graph embeddings are made of the nodes around them.
public struct GraphStage: Sendable, Equatable {
    /// What becomes of a list of nodes' embeddings.
    ///
    /// Source: the aggregators of Wang et al. 2019, "Knowledge Graph Convolutional Networks for Recommender Systems",
    /// arXiv:1904.12575, section 3.2, and the attention of Veličković et al. 2018, arXiv:1710.10903.
    public enum Aggregator: String, Sendable, CaseIterable {
        /// Their weighted mean.
        case mean
        /// Their weighted sum.
        case sum
        /// Their weighted mean beside the embedding of the song itself; in the layered form the same as the mean.
        case concatenation
        /// The weighted mean of all but the song's own, which has no part in it.
        case neighbours
        /// A mean whose weights are learned.
        case attention

        var isMean: Bool { self == .mean || self == .concatenation || self == .neighbours }
    }

    /// How often nodes are gathered.
    public enum Form: Sendable, Equatable {
        /// Once, over all nodes within some hops of a song: `g_s = ReLU(W e_N + b)`.
        case pooled
        /// So many times, over direct neighbours: `e_h' = ReLU(W_k e_N + B_k e_h + b_k)`.
        case layered(Int)
    }

    /// How often nodes are gathered.
    public var form: Form
    /// What becomes of a list of them.
    public var aggregator: Aggregator

    /// The stage of this form; the paper's where nothing is said.
    public init(form: Form = .pooled, aggregator: Aggregator = .mean) {
        if case .layered(let count) = form { precondition(count > 0, "no layer") }
        (self.form, self.aggregator) = (form, aggregator)
    }

    /// How many layers it has.
    public var layers: Int {
        if case .layered(let count) = form { count } else { 1 }
    }

    /// Whether a layer also reads the embedding of the node that it is to change.
    var readsSelf: Bool { form == .pooled ? aggregator == .concatenation : aggregator != .neighbours }
}

/// One layer of the graph stage.
struct GraphLayer: Sendable {
    /// W, and B to its right where the node itself is read. `[embedding, embedding]` or `[embedding, 2 · embedding]`
    let linear: Linear
    /// What weighs the nodes of a list, where that is learned.
    let attention: Attention?

    /// A layer to be trained.
    init(width: Int, stage: GraphStage, from random: inout RandomSource) {
        let inputs = stage.readsSelf ? 2 * width : width
        linear = .glorot(inputs: inputs, outputs: width, activation: .rectifier, from: &random)
        let bound = (6 / Double(width + 1)).squareRoot()
        attention =
            stage.aggregator == .attention
            ? Attention(vectors: .uniform(rows: 2, columns: width, bound: bound, from: &random)) : nil
    }

    /// How wide its output is.
    var width: Int { linear.weight.rows }
    /// Whether it reads the node itself.
    var readsSelf: Bool { linear.weight.columns > width }
    /// The layer of these parts.
    init(linear: Linear, attention: Attention?) { (self.linear, self.attention) = (linear, attention) }

    /// What is learned, in the order of files.
    var parameters: [Matrix] { [linear.weight, linear.bias] + (attention.map { [$0.vectors] } ?? []) }
}

extension GraphLayer {
    /// What a loss says about a layer's values.
    struct Gradient: Sendable {
        let linear: Linear.Gradient
        /// `[2, embedding]`
        let attention: Matrix?

        init(for layer: GraphLayer) {
            linear = Linear.Gradient(for: layer.linear)
            attention = layer.attention.map { Matrix(rows: 2, columns: $0.vectors.columns) }
        }

        var all: [Matrix] { [linear.weight, linear.bias] + (attention.map { [$0] } ?? []) }
    }
}
