import Tensor

/// A table with a learned row for each user or song.
public struct Embedding: Sendable {
    /// The rows. `[rows, width]`
    public let table: Matrix

    /// The embedding of this table `[rows, width]`.
    public init(table: Matrix) { self.table = table }

    /// Rows of normal numbers around zero. `[rows, width]`
    public init(rows: Int, width: Int, deviation: Double, from random: inout RandomSource) {
        table = .normal(rows: rows, columns: width, deviation: deviation, from: &random)
    }

    /// The rows at `ids` into `output` [ids, width].
    public func forward(_ ids: ArraySlice<Int32>, into output: Block) {
        output.gather(table, at: ids)
    }

    /// The way back: the gradient of each row that `slots` names, summed over its samples, into `sums` [slots, width].
    ///
    /// `outputGradient` is [n, width]; sample i belongs to row `rows[slots[i]]` of a `RowGroup`, or to none of it
    /// where `slots[i]` is negative.
    public func backward(_ outputGradient: Block, group: RowGroup, into sums: Matrix) {
        outputGradient.sumRows(bySlot: group.slots[...], into: sums)
    }
}

/// The distinct rows of an embedding that a batch reads, those that one thread looks after.
public struct RowGroup: Sendable {
    /// The distinct rows, in order of first use.
    public private(set) var rows: [Int32] = []
    /// For each sample its row's place in `rows`; -1 where another thread looks after the row.
    public private(set) var slots: [Int32] = []
    /// For each row of the table the batch that last used it, and its place then.
    private var marks: [Mark]
    private var batch: Int32 = 0

    private struct Mark {
        var batch: Int32 = 0
        var slot: Int32 = 0
    }

    /// A group over a table of `count` rows.
    public init(count: Int) { marks = [Mark](repeating: Mark(), count: count) }

    /// Groups the rows `ids` of one batch; thread `index` of `threads` looks after the rows `index`, `index + threads`…
    public mutating func update(_ ids: ArraySlice<Int32>, index: Int, threads: Int) {
        rows.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
        batch += 1
        for id in ids {
            guard threads == 1 || Int(id) % threads == index else {
                slots.append(-1)
                continue
            }
            if marks[Int(id)].batch != batch {
                marks[Int(id)] = Mark(batch: batch, slot: Int32(rows.count))
                rows.append(id)
            }
            slots.append(marks[Int(id)].slot)
        }
    }
}
