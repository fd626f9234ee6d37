import Tensor

/// One thread's way through a ranker for a batch of cases, forward and back.
///
/// `plan`, `embed`, `rank`, `unembed` and `tableGradient` follow each other, with a barrier between each two of the
/// last four: songs are shared among threads in `embed` and `unembed`, cases in `rank`, and nodes in the last.
struct RankerPass: Sendable {
    let model: SequenceRanker
    let memory: RankerMemory
    let member: Team.Member
    private(set) var graph: GraphPass
    private(set) var batch: RankerBatch
    /// What this thread's part of a batch says about all that is learned but the nodes' embeddings.
    private let gradient: RankerGradient

    init(
        _ model: SequenceRanker, lists: AggregationLists, memory: RankerMemory, gradient: RankerGradient,
        member: Team.Member
    ) {
        (self.model, self.memory, self.gradient, self.member) = (model, memory, gradient, member)
        graph = GraphPass(
            model, lists: lists, memory: memory.graph, gradients: gradient.layers, member: member)
        batch = RankerBatch(songs: model.shape.songs, threads: member.count)
    }

    /// Finds out what the batch of these cases has to read.
    mutating func plan(_ cases: RankerCases, _ range: Range<Int>) {
        batch.update(cases, range)
        graph.plan(batch.songs[...])
    }

    /// This thread's songs, as places in `batch.songs`: all of them, those of histories, and those of candidates.
    private var own: (all: Range<Int>, past: Range<Int>, candidates: Range<Int>) {
        let all = graph.ownTargets(of: graph.layers.count - 1)
        return (all, all.clamped(to: batch.historySongs), all.clamped(to: batch.candidateSongs))
    }

    /// These candidates' songs as rows of `memory.songShares`.
    private func shareRows(_ songs: Range<Int>) -> Range<Int> {
        let first = batch.candidateSongs.lowerBound
        return songs.lowerBound - first..<songs.upperBound - first
    }

    private var embeddings: GraphMemory.Layer { memory.graph.layers[memory.graph.layers.count - 1] }

    /// This thread's songs' graph embeddings and what they bring to the gates and the hidden layer.
    func embed() {
        graph.forward()
        let own = own
        model.recurrent.input.forward(embeddings.output.rows(own.past), into: memory.projections.rows(own.past))
        multiply(
            embeddings.output.rows(own.candidates), model.hidden.weight.columns(model.shape.songColumns),
            transposing: .second, into: memory.songShares.rows(shareRows(own.candidates)))
    }

    /// The way back from the gates and the hidden layer to the songs, and through the graph stage.
    func unembed() {
        let (own, weight) = (own, model.hidden.weight.columns(model.shape.songColumns))
        let projectionGradients = memory.projectionGradients.rows(own.past)
        projectionGradients.sum(own.past, of: batch.rowsOfSong, in: memory.gates.all)
        model.recurrent.input.backward(
            input: embeddings.output.rows(own.past), output: memory.projections.rows(own.past),
            outputGradient: projectionGradients, gradient: gradient.input,
            inputGradient: embeddings.outputGradient.rows(own.past))
        let rows = shareRows(own.candidates)
        let shareGradients = memory.songShareGradients.rows(rows)
        shareGradients.sum(rows, of: batch.candidatesOfSong, in: memory.headGradients.columns(0..<model.shape.hidden))
        multiply(
            shareGradients, embeddings.output.rows(own.candidates), transposing: .first,
            into: gradient.hidden.weight.columns(model.shape.songColumns))
        embeddings.outputGradient.rows(own.past.upperBound..<own.all.upperBound).fill(0)
        multiply(shareGradients, weight, into: embeddings.outputGradient.rows(own.candidates), keep: 1)
        graph.backward()
    }
}

extension RankerPass {
    /// This thread's cases, forward and back; returns their summed loss.
    ///
    /// Gradients are of the summed loss times `scale`.
    func rank(_ cases: RankerCases, loss: RankerLoss, scale: Float) -> Double {
        let part = Part(cases, self)
        runOverHistories(part)
        score(part, cases)
        let sum = loss.sum(
            memory.logits.rows(part.candidates), offsets: cases.candidateOffsets[part.offsets],
            base: part.firstCandidate + part.candidates.lowerBound, targets: memory.targets.rows(part.candidates),
            scale: scale,
            gradient: memory.logitGradients.rows(part.candidates))
        unscore(part, cases)
        model.recurrent.backward(
            part.trace, steps: part.sequences.steps, gradient: memory.listenerGradients.rows(part.listeners),
            recurrentGradient: gradient.recurrent, room: memory.room.rows(part.listeners))
        return sum
    }

    private func runOverHistories(_ part: Part) {
        part.trace.gates.gather(memory.projections, at: batch.rows[part.past])
        let states = memory.listeners.rows(part.listeners)
        model.recurrent.forward(part.trace, steps: part.sequences.steps, final: states)
        let shares = memory.listenerShares.rows(part.listeners)
        multiply(states, model.hidden.weight.columns(model.shape.stateColumns), transposing: .second, into: shares)
        shares.addBias(model.hidden.bias.all, rectified: false)
    }

    private func score(_ part: Part, _ cases: RankerCases) {
        let (shape, head) = (model.shape, memory.head.rows(part.candidates))
        let hidden = head.columns(0..<shape.hidden)
        hidden.gather(memory.songShares, at: batch.candidates[part.candidates])
        if shape.extras > 0 {
            let (extras, first) = (head.columns(shape.hidden..<shape.hidden + shape.extras), part.firstCandidate)
            let places = first + part.candidates.lowerBound..<first + part.candidates.upperBound
            extras.set(cases.extras[places.lowerBound * shape.extras..<places.upperBound * shape.extras])
            multiply(
                extras, model.hidden.weight.columns(shape.extraColumns), transposing: .second, into: hidden, keep: 1)
        }
        part.forEachCase(cases) { listener, candidates in
            memory.head.rows(candidates).columns(0..<shape.hidden).addBias(
                memory.listenerShares.rows(listener..<listener + 1), rectified: true)
        }
        model.output.forward(head, into: memory.logits.rows(part.candidates))
    }

    private func unscore(_ part: Part, _ cases: RankerCases) {
        let (shape, head) = (model.shape, memory.head.rows(part.candidates))
        let headGradient = memory.headGradients.rows(part.candidates)
        model.output.backward(
            input: head, output: memory.logits.rows(part.candidates),
            outputGradient: memory.logitGradients.rows(part.candidates), gradient: gradient.output,
            inputGradient: headGradient)
        let hidden = headGradient.columns(0..<shape.hidden)
        hidden.maskByRectified(head.columns(0..<shape.hidden))
        if shape.extras > 0 {
            multiply(
                hidden, head.columns(shape.hidden..<shape.hidden + shape.extras), transposing: .first,
                into: gradient.hidden.weight.columns(shape.extraColumns))
        }
        part.forEachCase(cases) { listener, candidates in
            memory.headGradients.rows(candidates).columns(0..<shape.hidden).columnSums(
                into: memory.listenerShareGradients.rows(listener..<listener + 1))
        }
        let shares = memory.listenerShareGradients.rows(part.listeners)
        shares.columnSums(into: gradient.hidden.bias.all)
        let columns = shape.stateColumns
        multiply(
            shares, memory.listeners.rows(part.listeners), transposing: .first,
            into: gradient.hidden.weight.columns(columns))
        multiply(shares, model.hidden.weight.columns(columns), into: memory.listenerGradients.rows(part.listeners))
    }

    /// The part of a batch's cases that one thread ranks.
    private struct Part {
        let sequences: PackedSequences
        /// Its histories' rows, its listeners and its candidates, counted from the batch's first.
        let past: Range<Int>
        let listeners: Range<Int>
        let candidates: Range<Int>
        /// The batch's first candidate.
        let firstCandidate: Int
        /// The places of its cases' ends in `candidateOffsets`.
        let offsets: ClosedRange<Int>
        let trace: GatedRecurrentUnit.Trace

        init(_ cases: RankerCases, _ pass: RankerPass) {
            func moved(_ range: Range<Int>, by first: Int) -> Range<Int> {
                range.lowerBound - first..<range.upperBound - first
            }
            let (batch, memory) = (pass.batch, pass.memory)
            let share = batch.shares[pass.member.index]
            sequences = batch.sequences[pass.member.index]
            firstCandidate = cases.candidatePlaces(of: batch.cases).lowerBound
            past = moved(cases.historyPlaces(of: share), by: cases.historyPlaces(of: batch.cases).lowerBound)
            listeners = moved(share, by: batch.cases.lowerBound)
            candidates = moved(cases.candidatePlaces(of: share), by: firstCandidate)
            offsets = share.lowerBound...share.upperBound
            trace = GatedRecurrentUnit.Trace(
                gates: memory.gates.rows(past), states: memory.states.rows(past), reset: memory.reset.rows(past))
        }

        /// Calls `body` with each case's listener and candidates, counted from the batch's first.
        func forEachCase(_ cases: RankerCases, _ body: (Int, Range<Int>) -> Void) {
            for (place, sequence) in sequences.order.enumerated() {
                let one = offsets.lowerBound + Int(sequence)
                let places = cases.candidatePlaces(of: one..<one + 1)
                body(
                    listeners.lowerBound + place,
                    places.lowerBound - firstCandidate..<places.upperBound - firstCandidate)
            }
        }
    }
}
