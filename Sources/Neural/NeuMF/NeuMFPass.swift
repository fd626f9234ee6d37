import Tensor

/// The way through a network for some samples, forward and back, and the memory that it needs.
///
/// The samples may be a part of a batch: `rows` and `rowGradients` are windows on matrices of the whole batch, so that
/// threads can add up the gradients of embeddings over all of it.
public struct NeuMFPass: Sendable {
    /// The network.
    public let model: NeuMF
    /// What each layer's values got from the samples, the weighing last.
    public let gradients: [Linear.Gradient]
    /// The outputs of the hidden layers but the last. `[most, layers[n + 1]]` each
    private let between: [Matrix]
    private let betweenGradients: [Matrix]
    /// The product's output beside the network's. `[most, factors + last layer]`
    private let head: Matrix
    private let headGradient: Matrix
    /// z. `[most, 1]`
    private let logits: Matrix
    private let logitGradients: Matrix
    /// y. `[most, 1]`
    private let targets: Matrix

    /// The memory for at most `most` samples at once.
    public init(_ model: NeuMF, most: Int) {
        self.model = model
        gradients = model.dense.map(Linear.Gradient.init(for:))
        let widths = model.shape.layers.dropFirst().dropLast()
        between = widths.map { Matrix(rows: most, columns: $0) }
        betweenGradients = widths.map { Matrix(rows: most, columns: $0) }
        head = Matrix(rows: most, columns: model.shape.head)
        headGradient = Matrix(rows: most, columns: model.shape.head)
        logits = Matrix(rows: most, columns: 1)
        logitGradients = Matrix(rows: most, columns: 1)
        targets = Matrix(rows: most, columns: 1)
    }

    /// A matrix for the embeddings of `most` samples or their gradients: p_u, s_u, t_i, q_i. `[most, 2 · width]`
    public static func rows(of shape: NeuMF.Shape, most: Int) -> Matrix {
        Matrix(rows: most, columns: 2 * shape.width)
    }

    /// The logits of samples, `users[i]` with `songs[i]`, whose embeddings are left in `rows` [n, 2 · width]. `[n, 1]`
    @discardableResult
    public func forward(users: ArraySlice<Int32>, songs: ArraySlice<Int32>, rows: Block) -> Block {
        let (shape, samples) = (model.shape, 0..<users.count)
        model.users.forward(users, into: rows.columns(0..<shape.width))
        model.songs.forward(songs, into: rows.columns(shape.width..<2 * shape.width))
        let parts = Parts(of: rows, shape: shape)
        Product().forward(parts.left, parts.right, into: head.rows(samples).columns(0..<shape.factors))
        for (place, layer) in model.hidden.enumerated() {
            layer.forward(input(of: place, parts, samples), into: output(of: place, between, head, samples))
        }
        model.output.forward(head.rows(samples), into: logits.rows(samples))
        return logits.rows(samples)
    }

    /// The summed loss of the samples of the last `forward` against `targets`; sets `gradients` and `rowGradients`.
    ///
    /// Gradients are of the summed loss times `scale`. `rows` and `rowGradients` are [n, 2 · width].
    public func backward(targets: ArraySlice<Float>, scale: Float, rows: Block, rowGradients: Block) -> Double {
        let (shape, samples) = (model.shape, 0..<targets.count)
        self.targets.rows(samples).set(targets)
        let loss = BinaryCrossEntropy()(
            logits.rows(samples), targets: self.targets.rows(samples), scale: scale,
            gradient: logitGradients.rows(samples))
        model.output.backward(
            input: head.rows(samples), output: logits.rows(samples), outputGradient: logitGradients.rows(samples),
            gradient: gradients[model.hidden.count], inputGradient: headGradient.rows(samples))
        let (parts, wanted) = (Parts(of: rows, shape: shape), Parts(of: rowGradients, shape: shape))
        Product().backward(
            left: parts.left, right: parts.right, outputGradient: headGradient.rows(samples).columns(0..<shape.factors),
            leftGradient: wanted.left, rightGradient: wanted.right)
        for (place, layer) in model.hidden.enumerated().reversed() {
            layer.backward(
                input: input(of: place, parts, samples), output: output(of: place, between, head, samples),
                outputGradient: output(of: place, betweenGradients, headGradient, samples),
                gradient: gradients[place],
                inputGradient: place == 0 ? wanted.middle : betweenGradients[place - 1].rows(samples))
        }
        return loss
    }

    /// What a batch's embeddings are made of.
    private struct Parts {
        /// p_u `[n, factors]`, s_u and t_i side by side `[n, 2 · half]`, q_i `[n, factors]`
        let left: Block, middle: Block, right: Block

        init(of rows: Block, shape: NeuMF.Shape) {
            let end = 2 * shape.width
            left = rows.columns(0..<shape.factors)
            middle = rows.columns(shape.factors..<end - shape.factors)
            right = rows.columns(end - shape.factors..<end)
        }
    }

    private func input(of place: Int, _ parts: Parts, _ samples: Range<Int>) -> Block {
        place == 0 ? parts.middle : between[place - 1].rows(samples)
    }

    /// The last hidden layer writes beside the product.
    private func output(of place: Int, _ between: [Matrix], _ head: Matrix, _ samples: Range<Int>) -> Block {
        place < between.count
            ? between[place].rows(samples)
            : head.rows(samples).columns(model.shape.factors..<model.shape.head)
    }
}
