import Graph
import Synchronization
import Tensor

/// Learns embeddings through all layers of LightGCN by BPR's loss and Adam, all nodes in every step.
struct LightGCNLearner: EpochLearner {
    private let steps: LightGCNSteps
    private let draw: TripleDraw
    private let settings: TrainingSettings
    private var random: RandomSource

    init(_ settings: TrainingSettings, _ data: TrainingData) {
        let songCount = data.interactions.songs.count
        var weights = RandomSource(seed: settings.seed, stream: Stream.weights)
        let nodes = data.interactions.users.count + songCount
        let own = Matrix.normal(rows: nodes, columns: settings.factors, deviation: 0.1, from: &weights)
        steps = LightGCNSteps(own, positives: data.holdout.train, songCount: songCount, settings: settings)
        draw = TripleDraw(
            positives: data.holdout.train, songCount: songCount, skipped: data.interactions.skipped)
        random = RandomSource(seed: settings.seed, stream: Stream.samples)
        self.settings = settings
    }

    mutating func learn(
        _ cancellation: Cancellation, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) -> Lesson? {
        let triples = draw.triples(from: &random, songStart: Int32(steps.userCount))
        return steps.epoch(triples, cancellation, progress).map { Lesson(loss: $0, samples: triples.count) }
    }

    func scores(users: [Int32], songs: [Int32]) -> [Float] {
        let (smoothed, start) = (steps.smoothed(depth: settings.depth), Int32(steps.userCount))
        return rowProducts(smoothed, at: users, smoothed, at: songs.map { start + $0 })
    }

    func learned() -> LightGCN { steps.scorer() }
}

/// The graph, the embeddings and the memory of the steps, shared by threads.
private final class LightGCNSteps: Sendable {
    let userCount: Int
    private let settings: TrainingSettings
    /// How many users have each song. `[songs]`
    private let degrees: [Int]
    /// What each node gets from its neighbours, users first: `1 / √(d_u d_i)`, symmetric. `[nodes, nodes]`
    private let graph: SparseMatrix
    /// The nodes' own embeddings, which are learned. `[nodes, factors]`
    private let own: Matrix
    private let moments: AdamMoments
    /// The gradient by the smoothed embeddings, then by the own ones. `[nodes, factors]`
    private let gradient: Matrix
    /// What `smooth` writes in turn. `[nodes, factors]` each
    private let turns: [Matrix]
    private let stepCount = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)

    init(_ own: Matrix, positives: SongSets, songCount: Int, settings: TrainingSettings) {
        (self.own, self.settings, userCount) = (own, settings, positives.userCount)
        let listeners = positives.inverted(songCount: songCount)
        degrees = (0..<songCount).map { listeners[$0].count }
        graph = Self.graph(positives, listeners)
        moments = AdamMoments(for: own)
        gradient = Matrix(rows: own.rows, columns: own.columns)
        turns = (0..<2).map { _ in Matrix(rows: own.rows, columns: own.columns) }
    }

    private static func graph(_ positives: SongSets, _ listeners: SongSets) -> SparseMatrix {
        var (offsets, columns, values): ([Int32], [Int32], [Float]) = ([0], [], [])
        for (sets, others, start) in [(positives, listeners, Int32(positives.userCount)), (listeners, positives, 0)] {
            for row in 0..<sets.userCount {
                for other in sets[row] {
                    columns.append(start + other)
                    values.append(1 / Float(sets[row].count * others[Int(other)].count).squareRoot())
                }
                offsets.append(Int32(columns.count))
            }
        }
        return SparseMatrix(offsets: offsets, columns: columns, values: values, columnCount: offsets.count - 1)
    }

    /// The sum of `x` and what 1 … `depth` layers bring of it, in one of `turns`; `x` itself where there are none.
    ///
    /// By Horner's rule, `x + A (x + A (x + …))`; the graph is symmetric, so that the way back is the same.
    private func smooth(_ x: Matrix, depth: Int, _ member: Team.Member) -> Matrix {
        var sum = x
        for layer in 0..<depth {
            let next = turns[layer % 2]
            graph.multiply(sum, adding: x, into: next, rows: member.share(of: 0..<x.rows))
            member.barrier()
            sum = next
        }
        return sum
    }

    /// Learns from all of `triples` once; nil where it was cancelled.
    func epoch(
        _ triples: Triples, _ cancellation: Cancellation, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) -> Double? {
        let loss = Mutex(0.0)
        stopped.store(false, ordering: .relaxed)
        let portion = max(triples.count / 100, 1)
        Team.run(threads: settings.threads) { [self] member in
            var told = 0
            for start in stride(from: 0, to: triples.count, by: settings.batch) {
                if member.index == 0 && cancellation.isRaised { stopped.store(true, ordering: .relaxed) }
                member.barrier()
                if stopped.load(ordering: .relaxed) { return }
                let range = start..<min(start + settings.batch, triples.count)
                let part = step(triples, range, member)
                guard member.index == 0 else { continue }
                loss.withLock { $0 += part }
                if range.upperBound - told >= portion {
                    progress(range.upperBound, triples.count)
                    told = range.upperBound
                }
            }
        }
        if stopped.load(ordering: .relaxed) { return nil }
        return loss.withLock { $0 } / Double(max(triples.count, 1))
    }

    /// One step; returns the batch's summed loss in the first thread, 0 in others.
    private func step(_ triples: Triples, _ range: Range<Int>, _ member: Team.Member) -> Double {
        let (mine, count) = (member.share(of: 0..<own.rows), Float(range.count))
        // Both rows of a product are sums over depth + 1 layers, to be divided by their number.
        let scale = 1 / Float((settings.depth + 1) * (settings.depth + 1))
        gradient.rows(mine).scale(by: 0)
        let smoothed = smooth(own, depth: settings.depth, member)
        var loss = 0.0
        if member.index == 0 {
            loss = triples.addGradient(of: range, by: smoothed, scale: scale, weight: 1 / count, to: gradient)
        }
        member.barrier()
        let back = smooth(gradient, depth: settings.depth, member)
        if member.index == 0 {
            triples.addRows(of: range, own, times: Float(settings.regularization) / count, to: back)
        }
        member.barrier()
        let number = stepCount.load(ordering: .relaxed) + 1
        moments.step(own, rows: mine, gradient: back, number: number, settings: AdamSettings(rate: settings.rate))
        member.barrier()
        if member.index == 0 { stepCount.store(number, ordering: .relaxed) }
        return loss
    }

    /// The mean over the layers 0 … depth of all nodes' embeddings, the divisor that of all of the model's layers.
    func smoothed(depth: Int) -> Matrix {
        let out = Matrix(rows: own.rows, columns: own.columns)
        Team.run(threads: settings.threads) { [self] member in
            let sum = smooth(own, depth: depth, member)
            if member.index == 0 { out.set(sum) }
        }
        out.all.scale(by: 1 / Float(settings.depth + 1))
        return out
    }

    func scorer() -> LightGCN {
        let (factors, songCount) = (own.columns, degrees.count)
        func part(_ matrix: Matrix, _ rows: Range<Int>) -> Matrix {
            let part = Matrix(rows: rows.count, columns: factors)
            part.all.set(matrix.rows(rows))
            return part
        }
        let all = smoothed(depth: settings.depth)
        let brought = part(smoothed(depth: settings.depth - 1), userCount..<own.rows)
        for song in 0..<songCount {
            brought.rows(song..<song + 1).scale(by: 1 / Float(max(degrees[song], 1)).squareRoot())
        }
        return LightGCN(users: part(all, 0..<userCount), songs: part(all, userCount..<own.rows), brought: brought)
    }
}
