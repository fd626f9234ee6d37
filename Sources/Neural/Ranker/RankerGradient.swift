import Tensor

/// What a loss says about all that a ranker has learned but the nodes' embeddings.
struct RankerGradient: Sendable {
    let layers: [GraphLayer.Gradient]
    /// Those of the recurrent unit. `[3 · state, embedding]` and `[3 · state, state]`
    let input: Linear.Gradient
    let recurrent: Matrix
    let hidden: Linear.Gradient
    let output: Linear.Gradient

    /// A gradient of zeros for `model`.
    init(for model: SequenceRanker) {
        layers = model.layers.map(GraphLayer.Gradient.init(for:))
        input = Linear.Gradient(for: model.recurrent.input)
        recurrent = Matrix(rows: model.recurrent.recurrent.rows, columns: model.recurrent.width)
        hidden = Linear.Gradient(for: model.hidden)
        output = Linear.Gradient(for: model.output)
    }

    /// The gradients in the order of `SequenceRanker.dense`.
    var all: [Matrix] {
        layers.flatMap(\.all) + [input.weight, input.bias, recurrent]
            + [hidden.weight, hidden.bias, output.weight, output.bias]
    }
}

extension SequenceRanker {
    /// The mean loss of some cases taken as one batch, their logits `[candidates]`, and the loss's gradient.
    ///
    /// The gradient has a matrix for each of `parameters`, of its shape.
    package func differentiate(
        _ cases: RankerCases, neighbourhoods: Neighbourhoods, loss: RankerLoss, threads: Int
    ) -> (loss: Double, logits: [Float], gradient: [Matrix]) {
        check(cases)
        let lists = lists(of: neighbourhoods)
        let memory = RankerMemory(self, lists: lists, cases: cases, batch: cases.count)
        let terms = max(loss.terms(cases: cases.count, candidates: cases.candidates.count), 1)
        let gradients = (0..<threads).map { _ in RankerGradient(for: self) }
        let table = Matrix(rows: shape.nodes, columns: shape.embedding)
        let losses = Matrix(rows: threads, columns: 1)
        Team.run(threads: threads) { member in
            var pass = RankerPass(self, lists: lists, memory: memory, gradient: gradients[member.index], member: member)
            pass.plan(cases, 0..<cases.count)
            pass.embed()
            member.barrier()
            losses[member.index, 0] = Float(pass.rank(cases, loss: loss, scale: 1 / Float(terms)))
            member.barrier()
            pass.unembed()
            member.barrier()
            for place in pass.graph.ownSources {
                let row = Int(pass.graph.blocks[0].sources[place])
                pass.graph.tableGradient(place..<place + 1, into: table.rows(row..<row + 1))
            }
        }
        for gradient in gradients.dropFirst() {
            for (sum, part) in zip(gradients[0].all, gradient.all) { sum.all.add(part.all) }
        }
        let sum = losses.values.reduce(0) { $0 + Double($1) }
        return (sum / Double(terms), memory.logits.values, [table] + gradients[0].all)
    }

    /// The neighbourhoods as the graph stage reads them: a list for each song, or for each node.
    func lists(of neighbourhoods: Neighbourhoods) -> AggregationLists {
        let wanted = shape.graph.form == .pooled ? shape.songs : shape.nodes
        precondition(neighbourhoods.count >= wanted, "\(neighbourhoods.count) lists, not \(wanted)")
        precondition(neighbourhoods.nodes.allSatisfy { $0 >= 0 && $0 < shape.nodes }, "a node outside the table")
        return AggregationLists(neighbourhoods, aggregator: shape.graph.aggregator)
    }

    func check(_ cases: RankerCases) {
        precondition(cases.extras.count == cases.candidates.count * shape.extras, "not \(shape.extras) extras each")
        for songs in [cases.history, cases.candidates] {
            precondition(songs.allSatisfy { $0 >= 0 && $0 < shape.songs }, "a song outside the catalogue")
        }
    }
}
