import Tensor

/// One thread's way through the graph stage for the songs of a batch, forward and back.
///
/// All threads make the same plan. Each takes neighbouring targets on the way forward and neighbouring sources on the
/// way back, so that none writes what another does; barriers stand between the layers.
struct GraphPass: Sendable {
    let table: Matrix
    let layers: [GraphLayer]
    let lists: AggregationLists
    let memory: GraphMemory
    let member: Team.Member
    /// What this thread's part of a batch says about the layers.
    private let gradients: [GraphLayer.Gradient]
    private(set) var blocks: [GraphBlock]
    /// The weights of entries in the order of their sources. `[entries, 1]`, for each layer.
    private let turned: [Matrix]
    /// A number for each source. `[64, 1]`
    private let sums = Matrix(rows: Self.chunk, columns: 1)

    /// 0, 1, 2 and so on.
    private let counting: [Int32]

    /// How many sources' gradients are worked out at once.
    static let chunk = 64
    /// What a row costs in a product beside one row in a sum.
    private static let rowCost = 32

    /// The pass that leaves the layers' gradients in `gradients`; without them there is no way back.
    init(
        _ model: SequenceRanker, lists: AggregationLists, memory: GraphMemory, gradients: [GraphLayer.Gradient] = [],
        member: Team.Member
    ) {
        (table, layers, self.lists, self.memory, self.member) = (model.nodes.table, model.layers, lists, memory, member)
        self.gradients = gradients
        blocks = layers.indices.map { GraphBlock(nodes: model.shape.nodes, readsTable: $0 == 0) }
        counting = (0..<Int32(memory.layers.dropFirst().map(\.output.rows).max() ?? 0)).map { $0 }
        turned = memory.layers.map { Matrix(rows: gradients.isEmpty ? 0 : $0.weights.rows, columns: 1) }
    }

    /// Finds out what the layers have to read for these songs, all different.
    mutating func plan(_ songs: ArraySlice<Int32>) {
        for place in layers.indices.reversed() {
            blocks[place].update(
                place == layers.count - 1 ? songs : blocks[place + 1].sources, lists: lists)
        }
        if gradients.isEmpty { return }
        for place in layers.indices { blocks[place].turn(place == 0 ? ownSources : ownTargets(of: place - 1)) }
    }

    /// The part of a layer's targets that this thread works out.
    func ownTargets(of layer: Int) -> Range<Int> {
        let block = blocks[layer]
        return block.lists.share(
            of: 0..<block.targets, each: Self.rowCost, index: member.index, count: member.count)
    }

    /// The part of the table's rows read that this thread looks after, places in `blocks[0].sources`.
    var ownSources: Range<Int> {
        let block = blocks[0]
        return block.index.readers.share(
            of: 0..<block.sources.count, each: Self.rowCost, index: member.index, count: member.count)
    }

    /// Works out this thread's part of the songs' graph embeddings, into the last layer's `output`.
    func forward() {
        for place in layers.indices {
            if place > 0 { member.barrier() }
            forward(layer: place, ownTargets(of: place))
        }
    }

    private func source(of layer: Int) -> Block {
        layer == 0 ? table.all : memory.layers[layer - 1].output.rows(0..<blocks[layer].sources.count)
    }

    private func forward(layer place: Int, _ own: Range<Int>) {
        let (layer, block, room) = (layers[place], blocks[place], memory.layers[place])
        let (input, source) = (room.input.rows(own), source(of: place))
        for target in own {
            let entries = block.lists.places(of: target..<target + 1)
            room.weights.rows(entries).set(lists.weights[lists.places(of: block.sources[target])])
        }
        if let attention = layer.attention {
            attention.forward(
                own, of: block.lists, own: targetRows(place), in: source, weights: room.weights, slopes: room.slopes)
        }
        input.columns(0..<layer.width).sum(own, of: block.lists, in: source, weights: room.weights)
        if layer.readsSelf {
            let mine = input.columns(layer.width..<2 * layer.width)
            if place == 0 { mine.gather(table, at: block.sources[own]) } else { mine.set(source.rows(own)) }
        }
        layer.linear.forward(input, into: room.output.rows(own))
    }

    /// Where the targets' own rows are in what the layer reads.
    private func targetRows(_ layer: Int) -> ArraySlice<Int32> {
        layer == 0 ? blocks[0].sources : counting[...]
    }

    /// Works out the layers' gradients from this thread's part of the last layer's `outputGradient`.
    ///
    /// After a barrier `tableGradient` has what is left to do.
    func backward() {
        for place in layers.indices.reversed() {
            let own = ownTargets(of: place)
            if place < layers.count - 1 {
                member.barrier()
                for chunk in Self.chunks(of: own) {
                    sourceGradient(of: place + 1, chunk, into: memory.layers[place].outputGradient.rows(chunk))
                }
            }
            backward(layer: place, own)
        }
    }

    private func backward(layer place: Int, _ own: Range<Int>) {
        let (layer, room, gradient) = (layers[place], memory.layers[place], gradients[place])
        layer.linear.backward(
            input: room.input.rows(own), output: room.output.rows(own), outputGradient: room.outputGradient.rows(own),
            gradient: gradient.linear, inputGradient: room.inputGradient.rows(own))
        guard let attention = layer.attention, let vectors = gradient.attention else { return }
        let (lists, source) = (blocks[place].lists, source(of: place))
        attention.backward(
            own, of: lists, in: source, gradient: room.inputGradient.rows(own).columns(0..<layer.width),
            weights: room.weights, slopes: room.slopes, totals: room.totals.rows(own))
        let entries = lists.places(of: own)
        vectors.rows(0..<1).sum(
            0..<1, of: RowLists(ids: lists.ids, one: entries), in: source, weights: room.slopes)
        vectors.rows(1..<2).sum(
            0..<1, of: RowLists(ids: Array(targetRows(place)), one: own), in: source, weights: room.totals)
    }

    /// The gradient of some of the table's rows read, places in `blocks[0].sources`, into `out` [chunk, embedding].
    func tableGradient(_ chunk: Range<Int>, into out: Block) { sourceGradient(of: 0, chunk, into: out) }

    /// What reaches a layer's sources from its targets.
    private func sourceGradient(of place: Int, _ chunk: Range<Int>, into out: Block) {
        let (layer, block, room) = (layers[place], blocks[place], memory.layers[place])
        let (readers, weights) = (block.index.readers, turned[place])
        let entries = readers.places(of: chunk)
        weights.pick(entries, from: room.weights, at: block.index.entries[entries])
        out.sum(
            chunk, of: readers, in: room.inputGradient.columns(0..<layer.width), weights: weights)
        let targets = chunk.clamped(to: 0..<block.targets)
        let targetRows = out.rows(0..<targets.count)
        if layer.readsSelf {
            targetRows.add(room.inputGradient.rows(targets).columns(layer.width..<2 * layer.width))
        }
        guard let vectors = layer.attention?.vectors else { return }
        let scores = sums.rows(0..<chunk.count)
        scores.sum(chunk, of: readers.with(ids: block.index.entries), in: room.slopes.all)
        multiply(scores, vectors.rows(0..<1), into: out, keep: 1)
        multiply(room.totals.rows(targets), vectors.rows(1..<2), into: targetRows, keep: 1)
    }

    /// Neighbouring parts of `range`, each of at most 64.
    static func chunks(of range: Range<Int>) -> some Sequence<Range<Int>> {
        stride(from: range.lowerBound, to: range.upperBound, by: chunk).lazy.map {
            $0..<min($0 + chunk, range.upperBound)
        }
    }
}
