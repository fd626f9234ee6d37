import Synchronization
import Tensor

/// Samples to learn from, one of each list a sample.
public struct Samples: Sendable {
    /// Places of users.
    public var users: [Int32]
    /// Places of songs.
    public var songs: [Int32]
    /// 1 where the user played the song, else 0.
    public var targets: [Float]

    /// No samples.
    public init() { (users, songs, targets) = ([], [], []) }

    /// How many there are.
    public var count: Int { users.count }
}

/// The training of a network by Adam, batch after batch; each batch is shared among threads.
///
/// The same samples, network and number of threads give the same bytes.
public final class NeuMFTraining: Sendable {
    private let model: NeuMF
    private let settings: AdamSettings
    private let batch: Int
    private let userState: AdamRows
    private let songState: AdamRows
    /// The moments of each dense layer's weight and bias.
    private let denseStates: [AdamMoments]
    /// One a thread, each for its part of a batch.
    private let passes: [NeuMFPass]
    /// The embeddings of a batch and their gradients. `[batch, 2 · width]`
    private let rows: Matrix
    private let rowGradients: Matrix
    /// How many steps were taken.
    private let steps = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)

    /// The training of `model` in place, by batches of `batch` samples on `threads` threads.
    public init(_ model: NeuMF, settings: AdamSettings, batch: Int, threads: Int) {
        precondition(batch > 0 && threads > 0, "no batch or no thread")
        (self.model, self.settings, self.batch) = (model, settings, batch)
        userState = AdamRows(for: model.users.table)
        songState = AdamRows(for: model.songs.table)
        denseStates = model.dense.flatMap { [AdamMoments(for: $0.weight), AdamMoments(for: $0.bias)] }
        passes = (0..<threads).map { _ in NeuMFPass(model, most: (batch + threads - 1) / threads) }
        rows = NeuMFPass.rows(of: model.shape, most: batch)
        rowGradients = NeuMFPass.rows(of: model.shape, most: batch)
    }

    /// Learns from all samples once, and brings all rows up to date: `learn`, then `settle`.
    public func epoch(
        _ samples: Samples, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Double? {
        let loss = learn(samples, isCancelled: isCancelled, progress: progress)
        settle()
        return loss
    }

    /// Brings all rows up to date, so that the network can be read.
    public func settle() {
        Team.run(threads: passes.count) { [self] member in
            var worker = Worker(self, member)
            worker.catchAllUp(to: steps.load(ordering: .relaxed))
        }
    }

    /// Learns from all samples once, in their order; returns their mean loss, each before its own step. The network must
    /// not be read before `settle`.
    ///
    /// Where `isCancelled` becomes true, the running step is ended and nil returned; the network is whole then, too.
    /// `progress` hears, a hundred times or less, from how many samples it has learned.
    public func learn(
        _ samples: Samples, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Double? {
        let losses = Matrix(rows: passes.count, columns: 1)
        stopped.store(false, ordering: .relaxed)
        Team.run(threads: passes.count) { [self] member in
            var worker = Worker(self, member)
            worker.learn(samples, isCancelled: isCancelled, progress: progress)
            losses[member.index, 0] = Float(worker.loss / Double(max(samples.count, 1)))
        }
        if stopped.load(ordering: .relaxed) { return nil }
        return losses.values.reduce(0) { $0 + Double($1) }
    }

    /// One thread's work, and what it alone writes.
    private struct Worker {
        let training: NeuMFTraining
        let member: Team.Member
        var loss = 0.0
        private var gaps = AdamGaps()
        private var users: RowGroup
        private var songs: RowGroup
        /// The gradients of the rows that this thread looks after. `[batch, width]`
        private let sums: Matrix

        init(_ training: NeuMFTraining, _ member: Team.Member) {
            (self.training, self.member) = (training, member)
            users = RowGroup(count: training.model.shape.users)
            songs = RowGroup(count: training.model.shape.songs)
            sums = Matrix(rows: training.batch, columns: training.model.shape.width)
        }

        mutating func learn(_ samples: Samples, isCancelled: () -> Bool, progress: (Int) -> Void) {
            var (step, told) = (training.steps.load(ordering: .relaxed), 0)
            for start in stride(from: 0, to: samples.count, by: training.batch) {
                let range = start..<min(start + training.batch, samples.count)
                catchUp(samples, range, to: step)
                if member.index == 0 && isCancelled() { training.stopped.store(true, ordering: .relaxed) }
                member.barrier()
                if training.stopped.load(ordering: .relaxed) { break }
                differentiate(samples, range)
                member.barrier()
                step += 1
                update(samples, range, number: step)
                if member.index == 0 && (range.upperBound - told) * 100 >= samples.count {
                    progress(range.upperBound)
                    told = range.upperBound
                }
            }
            member.barrier()
            if member.index == 0 { training.steps.store(step, ordering: .relaxed) }
        }

        /// Brings the batch's rows up to date.
        private mutating func catchUp(_ samples: Samples, _ range: Range<Int>, to step: Int) {
            gaps.update(to: step, settings: training.settings)
            users.update(samples.users[range], index: member.index, threads: member.count)
            songs.update(samples.songs[range], index: member.index, threads: member.count)
            catchUp(users.rows[...], songs.rows[...], to: step)
        }

        /// Brings this thread's share of all rows up to date.
        mutating func catchAllUp(to step: Int) {
            gaps.update(to: step, settings: training.settings)
            let shape = training.model.shape
            catchUp(
                member.share(of: 0..<shape.users).map(Int32.init)[...],
                member.share(of: 0..<shape.songs).map(Int32.init)[...], to: step)
        }

        private func catchUp(_ users: ArraySlice<Int32>, _ songs: ArraySlice<Int32>, to step: Int) {
            let (model, settings) = (training.model, training.settings)
            training.userState.catchUp(model.users.table, rows: users, to: step, gaps: gaps, settings: settings)
            training.songState.catchUp(model.songs.table, rows: songs, to: step, gaps: gaps, settings: settings)
        }

        /// This thread's part of the batch, forward and back.
        private mutating func differentiate(_ samples: Samples, _ range: Range<Int>) {
            let part = member.share(of: range)
            let window = part.lowerBound - range.lowerBound..<part.upperBound - range.lowerBound
            let (rows, rowGradients) = (training.rows.rows(window), training.rowGradients.rows(window))
            let pass = training.passes[member.index]
            pass.forward(users: samples.users[part], songs: samples.songs[part], rows: rows)
            loss += pass.backward(
                targets: samples.targets[part], scale: 1 / Float(range.count), rows: rows, rowGradients: rowGradients)
        }

        /// Adam's step for the rows and layers that this thread looks after.
        private func update(_ samples: Samples, _ range: Range<Int>, number step: Int) {
            let (model, settings, width) = (training.model, training.settings, training.model.shape.width)
            let gradients = training.rowGradients.rows(0..<range.count)
            model.users.backward(gradients.columns(0..<width), group: users, into: sums)
            training.userState.step(
                model.users.table, rows: users.rows[...], gradient: sums, number: step, settings: settings)
            model.songs.backward(gradients.columns(width..<2 * width), group: songs, into: sums)
            training.songState.step(
                model.songs.table, rows: songs.rows[...], gradient: sums, number: step, settings: settings)
            for place in model.dense.indices where place % member.count == member.index {
                updateLayer(place, number: step)
            }
        }

        private func updateLayer(_ place: Int, number step: Int) {
            let (layer, total) = (training.model.dense[place], training.passes[0].gradients[place])
            for pass in training.passes.dropFirst() {
                total.weight.all.add(pass.gradients[place].weight.all)
                total.bias.all.add(pass.gradients[place].bias.all)
            }
            let (states, settings) = (training.denseStates, training.settings)
            states[2 * place].step(layer.weight, gradient: total.weight, number: step, settings: settings)
            states[2 * place + 1].step(layer.bias, gradient: total.bias, number: step, settings: settings)
        }
    }
}
