import CKernels

/// Lists of rows of a table, side by side: list i holds `ids[offsets[i]..<offsets[i + 1]]`.
public struct RowLists: Sendable {
    /// The rows, list after list.
    public var ids: [Int32]
    /// Where each list starts, and the last one's end. `[lists + 1]`
    public var offsets: [Int32]

    /// No lists.
    public init() { (ids, offsets) = ([], [0]) }

    /// The lists of these rows and these starts.
    public init(ids: [Int32], offsets: [Int32]) {
        precondition(offsets.first == 0 && Int(offsets[offsets.count - 1]) == ids.count, "lists of another length")
        precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "a list that ends before its start")
        (self.ids, self.offsets) = (ids, offsets)
    }

    /// One list, of these neighbouring places in `ids`.
    package init(ids: [Int32], one places: Range<Int>) {
        precondition(ids.indices.contains(places.lowerBound) || places.isEmpty, "a list outside the ids")
        (self.ids, offsets) = (ids, [Int32(places.lowerBound), Int32(places.upperBound)])
    }

    /// How many lists there are.
    public var count: Int { offsets.count - 1 }

    /// Lists of the same lengths, of other rows.
    package func with(ids: [Int32]) -> RowLists {
        precondition(ids.count == self.ids.count, "other lengths")
        var lists = self
        lists.ids = ids
        return lists
    }

    /// The places in `ids` of these neighbouring lists.
    public func places(of lists: Range<Int>) -> Range<Int> {
        Int(offsets[lists.lowerBound])..<Int(offsets[lists.upperBound])
    }

    /// Takes all lists out and keeps their memory.
    public mutating func removeAll() {
        ids.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
    }

    /// Ends a list after all the ids appended so far.
    public mutating func endList() { offsets.append(Int32(ids.count)) }

    /// The part of some neighbouring lists that one of `count` threads takes.
    ///
    /// Shares are as even as can be where a list costs what its rows do and `each` rows more.
    public func share(of lists: Range<Int>, each: Int, index: Int, count: Int) -> Range<Int> {
        share(lists, each, index, count)..<share(lists, each, index + 1, count)
    }

    private func share(_ lists: Range<Int>, _ each: Int, _ index: Int, _ count: Int) -> Int {
        func cost(upTo list: Int) -> Int { Int(offsets[list]) + each * list }
        let start = cost(upTo: lists.lowerBound)
        let wanted = start + (cost(upTo: lists.upperBound) - start) * index / count
        var (low, high) = (lists.lowerBound, lists.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if cost(upTo: middle) < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }

    fileprivate func check(_ lists: Range<Int>, of table: Block) {
        precondition(ids[places(of: lists)].allSatisfy { $0 >= 0 && $0 < table.rows }, "a row outside the table")
    }
}

extension Block {
    /// Becomes weighted sums of a table's rows: `self[i] = Σ_j weights[j] · table[ids[j]]`, a row for each of `lists`.
    ///
    /// `table` is [any, columns]; `weights` [at least the ids, 1] lie as the ids do, and are all 1 where there are none.
    public func sum(_ lists: Range<Int>, of rows: RowLists, in table: Block, weights: Matrix? = nil) {
        precondition(lists.count == self.rows && table.columns == columns, "sums of another shape")
        precondition(weights.map { $0.count >= rows.places(of: lists).upperBound } ?? true, "too few weights")
        rows.check(lists, of: table)
        rows.ids.withUnsafeBufferPointer { ids in
            rows.offsets[lists.lowerBound...].withUnsafeBufferPointer { offsets in
                segue_list_sums(
                    table.base, table.stride, columns, ids.baseAddress, weights?.base, offsets.baseAddress,
                    lists.count, base, stride)
            }
        }
    }
}

/// The weights of graph attention over lists of rows: a softmax of `leaky(source · x_j + target · x_i)` over list i.
///
/// Source: Veličković et al. 2018, "Graph Attention Networks", arXiv:1710.10903, equation 3, with its slope of 0.2.
public struct Attention: Sendable {
    /// What weighs a list's rows, then what weighs the row that the list belongs to. `[2, columns]`
    public let vectors: Matrix
    private static let slope: Float = 0.2

    /// The attention of these vectors `[2, columns]`.
    public init(vectors: Matrix) {
        precondition(vectors.rows == 2, "\(vectors.rows) vectors")
        self.vectors = vectors
    }

    /// Turns the factors in `weights` [ids, 1] of `lists` into weights that add up to 1 in each list.
    ///
    /// `own[i]` is the row of `table` [any, columns] that list i belongs to; `slopes` [ids, 1] is left for the way back.
    public func forward(
        _ lists: Range<Int>, of rows: RowLists, own: ArraySlice<Int32>, in table: Block, weights: Matrix, slopes: Matrix
    ) {
        precondition(
            table.columns == vectors.columns && own.count >= lists.upperBound && own.startIndex == 0,
            "attention of another shape")
        precondition(own[lists].allSatisfy { $0 >= 0 && $0 < table.rows }, "a row outside the table")
        expect(lists, rows, weights, slopes)
        rows.check(lists, of: table)
        rows.ids.withUnsafeBufferPointer { ids in
            rows.offsets[lists.lowerBound...].withUnsafeBufferPointer { offsets in
                own[lists].withUnsafeBufferPointer { own in
                    segue_attend(
                        table.base, table.stride, table.columns, ids.baseAddress, offsets.baseAddress,
                        own.baseAddress, lists.count, vectors.base, vectors.base + vectors.columns, Self.slope,
                        weights.base, slopes.base)
                }
            }
        }
    }

    /// The way back from `gradient` [lists, columns], that of the weighted sums.
    ///
    /// `slopes` becomes the gradient of each `source · x_j`, and `totals` [lists, 1] that of each `target · x_i`.
    public func backward(
        _ lists: Range<Int>, of rows: RowLists, in table: Block, gradient: Block, weights: Matrix, slopes: Matrix,
        totals: Block
    ) {
        precondition(gradient.rows == lists.count && gradient.columns == table.columns, "a gradient of another shape")
        precondition(totals.rows == lists.count && totals.stride == 1, "totals of another shape")
        expect(lists, rows, weights, slopes)
        rows.check(lists, of: table)
        rows.ids.withUnsafeBufferPointer { ids in
            rows.offsets[lists.lowerBound...].withUnsafeBufferPointer { offsets in
                segue_attend_gradient(
                    table.base, table.stride, table.columns, ids.baseAddress, offsets.baseAddress, lists.count,
                    gradient.base, gradient.stride, weights.base, slopes.base, totals.base)
            }
        }
    }

    private func expect(_ lists: Range<Int>, _ rows: RowLists, _ weights: Matrix, _ slopes: Matrix) {
        let end = rows.places(of: lists).upperBound
        precondition(weights.count >= end && slopes.count >= end, "too few weights")
    }
}
