import Synchronization
import Tensor

/// The training of a ranker by Adam, batch after batch; each batch is shared among threads.
///
/// The same cases, ranker and number of threads give the same bytes.
public final class RankerTraining: Sendable {
    private let model: SequenceRanker
    private let lists: AggregationLists
    private let loss: RankerLoss
    private let settings: AdamSettings
    /// The same with the nodes' own learning rate.
    private let nodeSettings: AdamSettings
    /// Whether the nodes' embeddings move at all.
    private var learnsNodes: Bool { nodeSettings.rate > 0 }
    private let batch: Int
    private let threads: Int
    private let nodeState: AdamRows
    /// The moments of all that is learned but the nodes' embeddings.
    private let denseStates: [AdamMoments]
    /// One a thread, each of its part of a batch.
    private let gradients: [RankerGradient]
    /// How many steps were taken.
    private let steps = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)

    /// The training of `model` in place, by batches of `batch` cases on `threads` threads.
    ///
    /// The nodes' embeddings may have a learning rate of their own; at 0 they stay as they are.
    /// `neighbourhoods` has a list for each song where the graph stage pools, for each node where it has layers.
    public init(
        _ model: SequenceRanker, neighbourhoods: Neighbourhoods, loss: RankerLoss = .crossEntropy,
        settings: AdamSettings = AdamSettings(), nodeRate: Double? = nil, batch: Int = 64, threads: Int
    ) {
        precondition(batch > 0 && threads > 0, "no batch or no thread")
        (self.model, self.loss, self.settings, self.batch, self.threads) = (model, loss, settings, batch, threads)
        var nodeSettings = settings
        nodeSettings.rate = nodeRate ?? settings.rate
        self.nodeSettings = nodeSettings
        lists = model.lists(of: neighbourhoods)
        nodeState = AdamRows(for: model.nodes.table)
        denseStates = model.dense.map(AdamMoments.init(for:))
        gradients = (0..<threads).map { _ in RankerGradient(for: model) }
    }

    /// Learns from all cases once, in their order; returns their mean loss, each before its own step.
    ///
    /// Where `isCancelled` becomes true, the running step is ended and nil returned; the ranker is whole then, too.
    /// `progress` hears, a hundred times or less, from how many cases it has learned.
    public func epoch(
        _ cases: RankerCases, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Double? {
        model.check(cases)
        let memory = RankerMemory(model, lists: lists, cases: cases, batch: batch)
        let losses = Matrix(rows: threads, columns: 1)
        let terms = loss.terms(cases: cases.count, candidates: cases.candidates.count)
        stopped.store(false, ordering: .relaxed)
        Team.run(threads: threads) { [self] member in
            var worker = Worker(self, memory, member)
            worker.learn(cases, isCancelled: isCancelled, progress: progress)
            losses[member.index, 0] = Float(worker.loss / Double(max(terms, 1)))
        }
        if stopped.load(ordering: .relaxed) { return nil }
        return losses.values.reduce(0) { $0 + Double($1) }
    }

    /// One thread's work, and what it alone writes.
    private struct Worker {
        let training: RankerTraining
        let member: Team.Member
        var loss = 0.0
        private var gaps = AdamGaps()
        private var pass: RankerPass
        private let dense: [Matrix]
        /// Each thread's, of each of `dense`.
        private let gradients: [[Matrix]]
        /// The gradients of some rows of the table. `[64, embedding]`
        private let sums: Matrix

        init(_ training: RankerTraining, _ memory: RankerMemory, _ member: Team.Member) {
            (self.training, self.member) = (training, member)
            pass = RankerPass(
                training.model, lists: training.lists, memory: memory,
                gradient: training.gradients[member.index], member: member)
            dense = training.model.dense
            gradients = training.gradients.map(\.all)
            sums = Matrix(rows: GraphPass.chunk, columns: training.model.shape.embedding)
        }

        mutating func learn(_ cases: RankerCases, isCancelled: () -> Bool, progress: (Int) -> Void) {
            var (step, told) = (training.steps.load(ordering: .relaxed), 0)
            for start in stride(from: 0, to: cases.count, by: training.batch) {
                let range = start..<min(start + training.batch, cases.count)
                pass.plan(cases, range)
                member.barrier()  // a row may have had another owner in the last batch
                catchUp(pass.graph.blocks[0].sources[pass.graph.ownSources], to: step)
                if member.index == 0 && isCancelled() { training.stopped.store(true, ordering: .relaxed) }
                member.barrier()
                if training.stopped.load(ordering: .relaxed) { break }
                differentiate(cases, range)
                step += 1
                update(number: step)
                if member.index == 0 && (range.upperBound - told) * 100 >= cases.count {
                    progress(range.upperBound)
                    told = range.upperBound
                }
            }
            member.barrier()
            catchUp(member.share(of: 0..<training.model.shape.nodes).map(Int32.init)[...], to: step)
            if member.index == 0 { training.steps.store(step, ordering: .relaxed) }
        }

        /// Brings rows of the table up to date.
        private mutating func catchUp(_ rows: ArraySlice<Int32>, to step: Int) {
            guard training.learnsNodes else { return }
            gaps.update(to: step, settings: training.nodeSettings)
            training.nodeState.catchUp(
                training.model.nodes.table, rows: rows, to: step, gaps: gaps, settings: training.nodeSettings)
        }

        /// This thread's part of the batch, forward and back.
        private mutating func differentiate(_ cases: RankerCases, _ range: Range<Int>) {
            let terms = training.loss.terms(cases: range.count, candidates: cases.candidatePlaces(of: range).count)
            pass.embed()
            member.barrier()
            loss += pass.rank(cases, loss: training.loss, scale: 1 / Float(max(terms, 1)))
            member.barrier()
            pass.unembed()
            member.barrier()
        }

        /// Adam's step for the rows and layers that this thread looks after.
        private func update(number step: Int) {
            let (model, settings) = (training.model, training.settings)
            for chunk in GraphPass.chunks(of: pass.graph.ownSources) where training.learnsNodes {
                pass.graph.tableGradient(chunk, into: sums.rows(0..<chunk.count))
                training.nodeState.step(
                    model.nodes.table, rows: pass.graph.blocks[0].sources[chunk], gradient: sums, number: step,
                    settings: training.nodeSettings)
            }
            // Attention's vectors are part of the table's gradient.
            if model.shape.graph.aggregator == .attention { member.barrier() }
            for (place, values) in dense.enumerated() {
                let rows = member.share(of: 0..<values.rows)
                let total = gradients[0][place]
                for part in gradients.dropFirst() { total.rows(rows).add(part[place].rows(rows)) }
                training.denseStates[place].step(
                    values, rows: rows, gradient: total, number: step, settings: settings)
            }
        }
    }
}
