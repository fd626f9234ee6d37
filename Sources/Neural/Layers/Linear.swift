import Tensor

/// A fully connected layer, with ReLU after it where wanted: `y = activation(x Wᵀ + b)`.
public struct Linear: Sendable {
    /// What follows the affine map.
    public enum Activation: Sendable, Equatable {
        /// Nothing.
        case identity
        /// `max(0, ·)`
        case rectifier
    }

    /// W. `[outputs, inputs]`
    public let weight: Matrix
    /// b. `[1, outputs]`
    public let bias: Matrix
    /// What follows the affine map.
    public let activation: Activation

    /// The layer of these weights `[outputs, inputs]` and bias `[1, outputs]`.
    public init(weight: Matrix, bias: Matrix, activation: Activation) {
        precondition(bias.rows == 1 && bias.columns == weight.rows, "a bias of another shape")
        (self.weight, self.bias, self.activation) = (weight, bias, activation)
    }

    /// What a loss says about a layer's values: matrices of their shapes.
    public struct Gradient: Sendable {
        /// dL/dW. `[outputs, inputs]`
        public let weight: Matrix
        /// dL/db. `[1, outputs]`
        public let bias: Matrix

        /// A gradient of zeros for `layer`.
        public init(for layer: Linear) {
            weight = Matrix(rows: layer.weight.rows, columns: layer.weight.columns)
            bias = Matrix(rows: 1, columns: layer.bias.columns)
        }
    }

    /// `input` [n, inputs] through the layer into `output` [n, outputs].
    public func forward(_ input: Block, into output: Block) {
        multiply(input, weight.all, transposing: .second, into: output)
        output.addBias(bias.all, rectified: activation == .rectifier)
    }

    /// The way back: sets `gradient`, and `inputGradient` [n, inputs] where given, from `outputGradient` [n, outputs].
    ///
    /// `input` and `output` are those of the way forward; `outputGradient` is masked by the activation in place.
    public func backward(
        input: Block, output: Block, outputGradient: Block, gradient: Gradient, inputGradient: Block?
    ) {
        if activation == .rectifier { outputGradient.maskByRectified(output) }
        multiply(outputGradient, input, transposing: .first, into: gradient.weight.all)
        outputGradient.columnSums(into: gradient.bias.all)
        if let inputGradient { multiply(outputGradient, weight.all, into: inputGradient) }
    }
}

extension Linear {
    /// Weights by Glorot and Bengio 2010 (uniform up to `√(6 / (inputs + outputs))`), a bias of zeros.
    public static func glorot(
        inputs: Int, outputs: Int, activation: Activation, from random: inout RandomSource
    ) -> Linear {
        let bound = (6 / Double(inputs + outputs)).squareRoot()
        let weight = Matrix.uniform(rows: outputs, columns: inputs, bound: bound, from: &random)
        return Linear(weight: weight, bias: Matrix(rows: 1, columns: outputs), activation: activation)
    }

    /// Weights by He et al. 2015 for slope 1 (uniform up to `√(3 / inputs)`), a bias uniform up to `1 / √inputs`.
    public static func he(inputs: Int, outputs: Int, from random: inout RandomSource) -> Linear {
        let weight = Matrix.uniform(
            rows: outputs, columns: inputs, bound: (3 / Double(inputs)).squareRoot(), from: &random)
        let bias = Matrix.uniform(rows: 1, columns: outputs, bound: 1 / Double(inputs).squareRoot(), from: &random)
        return Linear(weight: weight, bias: bias, activation: .identity)
    }
}
