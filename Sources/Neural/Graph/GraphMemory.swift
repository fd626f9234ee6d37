import Tensor

/// What all threads of a batch read and write of the graph stage.
struct GraphMemory: Sendable {
    /// One layer's part.
    struct Layer: Sendable {
        /// e_N, and e_h to its right where the layer reads it. `[targets, inputs]`
        let input: Matrix
        let inputGradient: Matrix
        /// `[targets, embedding]`
        let output: Matrix
        let outputGradient: Matrix
        /// How much each entry of the lists counts. `[entries, 1]`
        let weights: Matrix
        /// The slopes of attention's ReLU, later the gradients of what goes into it. `[entries, 1]`
        let slopes: Matrix
        /// A target's share of attention's gradient. `[targets, 1]`
        let totals: Matrix
    }

    /// The layers, the one next to the table first.
    let layers: [Layer]

    /// The memory for batches of at most `songs` different songs; nothing for the way back unless `learning`.
    init(_ model: SequenceRanker, lists: AggregationLists, songs: Int, learning: Bool) {
        var targets = songs
        var layers: [Layer] = []
        for layer in model.layers.reversed() {
            let entries = min(targets * lists.longest, lists.nodes.count)
            let (inputs, width, isAttending) = (layer.linear.weight.columns, layer.width, layer.attention != nil)
            let back = learning ? targets : 0
            layers.append(
                Layer(
                    input: Matrix(rows: targets, columns: inputs), inputGradient: Matrix(rows: back, columns: inputs),
                    output: Matrix(rows: targets, columns: width), outputGradient: Matrix(rows: back, columns: width),
                    weights: Matrix(rows: entries, columns: 1),
                    slopes: Matrix(rows: isAttending ? entries : 0, columns: 1),
                    totals: Matrix(rows: isAttending ? back : 0, columns: 1)))
            targets = min(model.shape.nodes, targets + entries)
        }
        self.layers = layers.reversed()
    }
}
