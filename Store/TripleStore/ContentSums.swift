import LMDB

/// The sums of the hashes of all pairs of each database whose content nothing else repeats (`FORMAT.md`).
///
/// Every write keeps them, so a check that sums anew sees each bit that has changed by itself.
struct ContentSums: Equatable, Sendable {
    /// The databases that are summed, in the order of their sums.
    static let parts: [StorePart] = [.names, .nodes, .weights, .aliases, .splits, .edges]

    private var sums = [UInt64](repeating: 0, count: parts.count)

    /// The sums of empty databases.
    init() {}

    /// The sum at one place of `parts`.
    subscript(place: Int) -> UInt64 {
        get { sums[place] }
        set { sums[place] = newValue }
    }

    /// The sum of a database; `part` must be one of `parts`.
    subscript(part: StorePart) -> UInt64 {
        get { sums[Self.place(of: part)] }
        set { sums[Self.place(of: part)] = newValue }
    }

    private static func place(of part: StorePart) -> Int {
        guard let place = parts.firstIndex(of: part) else { preconditionFailure("a database that is summed") }
        return place
    }
}

// As it lies in `meta`: the sums, then one number that vouches for them and for the count of nodes.
extension ContentSums {
    /// The sums of a record; `corrupted` where it is not one, or the count of nodes has changed since.
    init(_ bytes: Span<UInt8>, nodeLimit: Int) throws(LMDBError) {
        var position = RecordPosition()
        for place in sums.indices { sums[place] = try bytes.little(&position) }
        let seal: UInt64 = try bytes.little(&position)
        guard position.offset == bytes.count, seal == self.seal(nodeLimit) else {
            throw .corrupted("the sums in meta, or the count of nodes")
        }
    }

    /// The record's bytes.
    func bytes(nodeLimit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for sum in sums + [seal(nodeLimit)] { bytes.append(little: sum) }
        return bytes
    }

    private func seal(_ nodeLimit: Int) -> UInt64 {
        (sums + [UInt64(nodeLimit)]).enumerated().reduce(0) { $0 &+ PairHash.of(UInt64($1.offset), $1.element) }
    }
}
