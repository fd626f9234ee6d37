/// Sorts records by their words, digit by digit; those of one word keep their order.
public enum RadixSort {
    private static let digitBits = 11

    /// Sorts `records`, of whose words only the lowest `bits` bits are used.
    public static func sort(_ records: inout [Spool.Record], bits: Int) {
        var spare: [Spool.Record] = []
        sort(&records, bits: bits, spare: &spare)
    }

    /// The same, with memory for the way that is kept.
    static func sort(_ records: inout [Spool.Record], bits: Int, spare: inout [Spool.Record]) {
        guard !isSorted(records) else { return }
        if spare.count < records.count { spare = records }
        spare.removeLast(spare.count - records.count)
        for shift in stride(from: 0, to: bits, by: digitBits) {
            var places = starts(records, UInt64(shift))
            if places.isEmpty { continue }
            scatter(records, to: &spare, &places, UInt64(shift))
            swap(&records, &spare)
        }
    }

    private static func isSorted(_ records: [Spool.Record]) -> Bool {
        let records = records.span
        for place in 1..<max(1, records.count) where records[place - 1].word > records[place].word { return false }
        return true
    }

    /// Where the words of each digit start; nothing where all have the same digit.
    private static func starts(_ records: [Spool.Record], _ shift: UInt64) -> [Int] {
        var counts = [Int](repeating: 0, count: 1 << digitBits)
        let records = records.span
        let mask = UInt64(counts.count - 1)
        for place in records.indices { counts[Int(truncatingIfNeeded: records[place].word &>> shift & mask)] &+= 1 }
        if counts.contains(records.count) { return [] }
        var start = 0
        for digit in counts.indices { (counts[digit], start) = (start, start + counts[digit]) }
        return counts
    }

    private static func scatter(
        _ records: [Spool.Record], to target: inout [Spool.Record], _ places: inout [Int], _ shift: UInt64
    ) {
        let records = records.span
        var target = target.mutableSpan
        var places = places.mutableSpan
        let mask = UInt64(1 << digitBits - 1)
        for place in records.indices {
            let record = records[place]
            let digit = Int(truncatingIfNeeded: record.word &>> shift & mask)
            let goal = places[digit]
            target[goal] = record
            places[digit] = goal &+ 1
        }
    }
}
