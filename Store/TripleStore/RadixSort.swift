/// Sorts unsigned integers digit by digit; equal ones keep their order.
enum RadixSort {
    private static let digitBits = 11

    /// Sorts `words`, of which only the lowest `bits` bits are used.
    static func sort(_ words: inout [UInt64], bits: Int) {
        var nothing: [Float] = []
        sort(&words, carrying: &nothing, bits: bits)
    }

    /// Sorts `words` and takes each one's load along; without loads the words alone.
    static func sort<Load: BitwiseCopyable>(_ words: inout [UInt64], carrying loads: inout [Load], bits: Int) {
        guard !isSorted(words) else { return }
        var target = [UInt64](repeating: 0, count: words.count)
        var targetLoads = loads
        for shift in stride(from: 0, to: bits, by: digitBits) {
            var places = starts(words, UInt64(shift))
            if places.isEmpty { continue }
            scatter(words, loads, to: &target, &targetLoads, &places, UInt64(shift))
            swap(&words, &target)
            swap(&loads, &targetLoads)
        }
    }

    private static func isSorted(_ words: [UInt64]) -> Bool {
        let words = words.span
        for place in 1..<max(1, words.count) where words[place - 1] > words[place] { return false }
        return true
    }

    /// Where the words of each digit start; nothing where all have the same digit.
    private static func starts(_ words: [UInt64], _ shift: UInt64) -> [Int] {
        var counts = [Int](repeating: 0, count: 1 << digitBits)
        let words = words.span
        let mask = UInt64(counts.count - 1)
        for place in words.indices { counts[Int(truncatingIfNeeded: words[place] &>> shift & mask)] &+= 1 }
        if counts.contains(words.count) { return [] }
        var start = 0
        for digit in counts.indices { (counts[digit], start) = (start, start + counts[digit]) }
        return counts
    }

    private static func scatter<Load: BitwiseCopyable>(
        _ words: [UInt64], _ loads: [Load], to target: inout [UInt64], _ targetLoads: inout [Load],
        _ places: inout [Int], _ shift: UInt64
    ) {
        let words = words.span
        var target = target.mutableSpan
        var places = places.mutableSpan
        let mask = UInt64(1 << digitBits - 1)
        let carries = !loads.isEmpty
        for place in words.indices {
            let word = words[place]
            let digit = Int(truncatingIfNeeded: word &>> shift & mask)
            let goal = places[digit]
            target[goal] = word
            if carries { targetLoads[goal] = loads[place] }
            places[digit] = goal &+ 1
        }
    }
}
