import CKernels

/// The different rows of a table that some lists name, in order of first use, and the lists turned around.
public struct RowIndex: Sendable {
    /// How many different rows there are.
    public private(set) var count = 0
    /// For each row the lists that name it, made by `turn`.
    public private(set) var readers = RowLists()
    /// Each reader's place among all lists' ids.
    public private(set) var entries: [Int32] = []
    /// The rows, and how often lists name each; of no meaning from `count` on. `[rows of the table]`
    private var found: [Int32]
    private var counts: [Int32]
    /// For each of the lists' ids, `length` of them, its row's place in `found`.
    private var places: [Int32] = []
    private var length = 0
    private var next: [Int32] = []
    private var marks: [segue_mark]
    private var batch: Int32 = 0

    /// An index over a table of `rows` rows.
    public init(rows: Int) {
        found = [Int32](repeating: 0, count: rows)
        counts = [Int32](repeating: 0, count: rows)
        marks = [segue_mark](repeating: segue_mark(batch: 0, place: 0), count: rows)
    }

    /// The different rows.
    public var rows: ArraySlice<Int32> { found[..<count] }
    /// The place in `rows` of each id of the lists.
    public var placesOfIDs: ArraySlice<Int32> { places[..<length] }

    /// Finds the rows of `first`, all different, and of lists, whose ids are `ids`.
    public mutating func update(first: ArraySlice<Int32>, ids: ArraySlice<Int32>) {
        batch += 1
        count = 0
        add(first)
        precondition(count == first.count, "a row twice")
        for place in 0..<count { counts[place] = 0 }
        add(ids)
        length = ids.count
        readers.offsets.removeAll(keepingCapacity: true)
        readers.offsets.append(0)
        var end: Int32 = 0
        for place in 0..<count {
            end += counts[place]
            readers.offsets.append(end)
        }
    }

    private mutating func add(_ ids: ArraySlice<Int32>) {
        precondition(ids.allSatisfy { $0 >= 0 && $0 < marks.count }, "a row outside the table")
        places.grow(to: ids.count)
        count = ids.withUnsafeBufferPointer { ids in
            segue_index(ids.baseAddress, ids.count, &marks, batch, &found, &counts, count, &places)
        }
    }

    /// Makes `readers` and `entries` for some of `rows`, given where the lists start; those of others mean nothing.
    public mutating func turn(_ range: Range<Int>, offsets: [Int32]) {
        precondition(
            Int(offsets[offsets.count - 1]) == length && range.lowerBound >= 0 && range.upperBound <= count,
            "other lists")
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: readers.offsets[range])
        entries.grow(to: length)
        readers.ids.grow(to: entries.count)
        segue_turn(
            places, offsets, offsets.count - 1, range.lowerBound, range.upperBound, &next, &readers.ids, &entries)
    }
}

extension [Int32] {
    fileprivate mutating func grow(to count: Int) {
        if self.count < count { append(contentsOf: repeatElement(0, count: count - self.count)) }
    }
}

extension Matrix {
    /// Sets the values at `places`, one after the other, to those of `values` at `ids`.
    public func pick(_ places: Range<Int>, from values: Matrix, at ids: ArraySlice<Int32>) {
        precondition(places.count == ids.count && places.lowerBound >= 0 && places.upperBound <= count, "shapes differ")
        precondition(ids.allSatisfy { $0 >= 0 && $0 < values.count }, "a value outside the matrix")
        ids.withUnsafeBufferPointer { segue_pick(values.base, $0.baseAddress, $0.count, base + places.lowerBound) }
    }
}
