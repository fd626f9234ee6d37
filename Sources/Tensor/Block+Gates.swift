import CKernels

/// The steps of a gated recurrent unit that go element by element.
///
/// The block has three parts of as many columns as a state has: what opens the update (z), what opens the reset (r),
/// and the state proposed. `[n, 3 · state]`
extension Block {
    /// z and r become their sigmoids; `reset` [n, state] becomes r ∘ `state` [n, state].
    public func openGates(state: Block, reset: Block) {
        expectGates(over: state)
        reset.expectShape(of: state)
        segue_gates(base, stride, state.base, state.stride, rows, state.columns, reset.base, reset.stride)
    }

    /// The proposed state becomes its tanh, and `next` [n, state] becomes (1 - z) ∘ `state` + z ∘ the proposed.
    public func updateState(_ state: Block, into next: Block) {
        expectGates(over: state)
        next.expectShape(of: state)
        segue_gated_state(base, stride, state.base, state.stride, rows, state.columns, next.base, next.stride)
    }

    /// The way back through `updateState`: z and the proposed state become the gradients of what went into them.
    ///
    /// `gradient` [n, state] comes as that of the next state and leaves as what reaches `state` through 1 - z.
    public func updateGradient(state: Block, gradient: Block) {
        expectGates(over: state)
        gradient.expectShape(of: state)
        segue_gated_state_gradient(
            base, stride, state.base, state.stride, rows, state.columns, gradient.base, gradient.stride)
    }

    /// The way back through `openGates`, `resetGradient` [n, state] being that of r ∘ state.
    ///
    /// r becomes the gradient of what went into it; `gradient` [n, state] grows by what reaches `state`.
    public func resetGradient(_ resetGradient: Block, state: Block, gradient: Block) {
        expectGates(over: state)
        resetGradient.expectShape(of: state)
        gradient.expectShape(of: state)
        segue_reset_gradient(
            base, stride, state.base, state.stride, resetGradient.base, resetGradient.stride, rows, state.columns,
            gradient.base, gradient.stride)
    }

    private func expectGates(over state: Block) {
        precondition(rows == state.rows && columns == 3 * state.columns, "gates of another shape")
    }
}
