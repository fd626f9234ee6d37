import Tensor

/// A gated recurrent unit over sequences of inputs; its state starts at zero.
///
/// `z = σ(W_z i + U_z h + b_z)`, `r = σ(W_r i + U_r h + b_r)`, `ĥ = tanh(W_h i + U_h (r ∘ h) + b_h)`,
/// `h' = (1 - z) ∘ h + z ∘ ĥ`. Source: Cho et al. 2014, arXiv:1406.1078, section 2.3, with z and 1 - z as in Chung et
/// al. 2014, arXiv:1412.3555; the reset comes before U_h, unlike PyTorch's.
struct GatedRecurrentUnit: Sendable {
    /// W_z, W_r, W_h one below the other, and the biases. `[3 · state, inputs]`
    let input: Linear
    /// U_z, U_r, U_h one below the other. `[3 · state, state]`
    let recurrent: Matrix

    /// How wide the state is.
    var width: Int { recurrent.columns }
    private var gateRows: Block { recurrent.rows(0..<2 * width) }
    private var proposalRows: Block { recurrent.rows(2 * width..<3 * width) }

    /// What the way forward leaves for the way back, a row for each of `PackedSequences`.
    struct Trace: Sendable {
        /// On the way in W i + b, then z, r and ĥ, at last the gradients of what went into them. `[rows, 3 · state]`
        let gates: Block
        /// h before each step. `[rows, state]`
        let states: Block
        /// r ∘ h. `[rows, state]`
        let reset: Block
    }

    /// Runs over the packed sequences into `final` [sequences, state], in their order, the longest first.
    func forward(_ trace: Trace, steps: [Range<Int>], final: Block) {
        if let first = steps.first { trace.states.rows(first).fill(0) }
        final.rows((steps.first?.count ?? 0)..<final.rows).fill(0)
        for (place, rows) in steps.enumerated() {
            let (gates, state, reset) = (trace.gates.rows(rows), trace.states.rows(rows), trace.reset.rows(rows))
            if place > 0 {
                multiply(state, gateRows, transposing: .second, into: gates.columns(0..<2 * width), keep: 1)
            }
            gates.openGates(state: state, reset: reset)
            if place > 0 {
                multiply(reset, proposalRows, transposing: .second, into: proposal(of: gates), keep: 1)
            }
            let next = place + 1 < steps.count ? steps[place + 1] : rows.upperBound..<rows.upperBound
            let (going, ending) = (0..<next.count, next.count..<rows.count)
            gates.rows(going).updateState(state.rows(going), into: trace.states.rows(next))
            gates.rows(ending).updateState(state.rows(ending), into: final.rows(ending))
        }
    }

    /// The way back from `gradient` [sequences, state], that of the final states, which is used up.
    ///
    /// `trace.gates` becomes the gradient of W i + b; `recurrentGradient` [3 · state, state] is set; `room` [sequences,
    /// state] is scratch.
    func backward(
        _ trace: Trace, steps: [Range<Int>], gradient: Block, recurrentGradient: Matrix, room: Block
    ) {
        for (place, rows) in steps.enumerated().reversed() {
            let (gates, state) = (trace.gates.rows(rows), trace.states.rows(rows))
            let (mine, reset) = (gradient.rows(0..<rows.count), room.rows(0..<rows.count))
            gates.updateGradient(state: state, gradient: mine)
            multiply(proposal(of: gates), proposalRows, into: reset)
            gates.resetGradient(reset, state: state, gradient: mine)
            if place > 0 { multiply(gates.columns(0..<2 * width), gateRows, into: mine, keep: 1) }
        }
        // The first step's states are zeros and add nothing.
        let later = (steps.first?.upperBound ?? 0)..<(steps.last?.upperBound ?? 0)
        let gates = trace.gates.rows(later)
        multiply(
            gates.columns(0..<2 * width), trace.states.rows(later), transposing: .first,
            into: recurrentGradient.rows(0..<2 * width))
        multiply(
            proposal(of: gates), trace.reset.rows(later), transposing: .first,
            into: recurrentGradient.rows(2 * width..<3 * width))
    }

    private func proposal(of gates: Block) -> Block { gates.columns(2 * width..<3 * width) }
}
