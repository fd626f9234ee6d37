/// Sorts any number of records within a given memory: run after run to a file, then all runs merged.
///
/// Source: Knuth, "The Art of Computer Programming", volume 3, section 5.4: replacement by radix sort in memory, and one
/// merge by a tree of losers.
public final class Sorter {
    /// How many records there are.
    public var count: Int { stored + run.count }
    private let bits: Int
    private let folder: String
    private let limit: Int
    private var file: SpillFile?
    /// Where each run in the file ends.
    private var ends: [Int] = []
    private var run: [Spool.Record] = []
    private var spare: [Spool.Record] = []

    /// Nothing yet. Of each word the lowest `bits` bits are used; `memory` bytes are taken at most, and beyond them a
    /// file in `folder`.
    public init(bits: Int, memory: Int, folder: String) {
        (self.bits, self.folder) = (bits, folder)
        // A run, and as much to sort it by.
        limit = max(memory / (2 * Spool.recordSize), Spool.portion)
    }

    /// Takes a record.
    public func append(_ record: Spool.Record) throws(SpillError) {
        if run.count == limit { try writeRun() }
        run.append(record)
    }

    private var stored: Int { ends.last ?? 0 }

    private func writeRun() throws(SpillError) {
        RadixSort.sort(&run, bits: bits, spare: &spare)
        if file == nil { file = try SpillFile(in: folder) }
        try file?.write(run, at: stored)
        ends.append(stored + run.count)
        run.removeAll(keepingCapacity: true)
    }

    /// All records in the order of their words, those of one word in the order of arrival; nothing can be taken then.
    public func sorted() throws(SpillError) -> Sorted {
        guard let file else {
            RadixSort.sort(&run, bits: bits, spare: &spare)
            spare = []
            return Sorted(of: run)
        }
        if !run.isEmpty { try writeRun() }
        (run, spare) = ([], [])
        let portion = min(max(limit / ends.count, 256), Spool.portion)
        let runs = zip([0] + ends, ends).map { Sorted.Run(file, $0..<$1, portion: portion) }
        return try Sorted(of: runs)
    }
}
