import Spill

/// Many byte strings, one behind the other in one array.
struct ByteStrings {
    private var bytes: [UInt8] = []
    /// Where each starts, and behind the last one its end.
    private var starts = [0]

    /// How many there are.
    var count: Int { starts.count - 1 }

    /// The bytes of one.
    subscript(place: Int) -> ArraySlice<UInt8> { bytes[starts[place]..<starts[place + 1]] }

    /// Adds the string that `write` appends to the bytes before.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        starts.append(bytes.count)
    }

    mutating func reserve(strings: Int, bytes count: Int) {
        starts.reserveCapacity(strings + 1)
        bytes.reserveCapacity(count)
    }
}

// In the order of their bytes
extension ByteStrings {
    /// The places in the order of the strings; equal ones keep their order.
    var order: [Int] {
        var heads = (0..<count).map { Spool.Record(word: word($0, at: 0), mark: UInt32($0)) }
        RadixSort.sort(&heads, bits: 64)
        var places = heads.map { Int($0.mark) }
        eachRun(of: heads.map(\.word)) { order(&places, $0, agreeing: 8) }
        return places
    }

    /// Orders places whose strings agree in their first `depth` bytes, zeros standing where one has ended.
    private func order(_ places: inout [Int], _ range: Range<Int>, agreeing depth: Int) {
        guard places[range].contains(where: { length($0) > depth }) else {
            places[range].sort { (length($0), $0) < (length($1), $1) }
            return
        }
        let sorted = places[range].map { (word: word($0, at: depth), place: $0) }.sorted { $0 < $1 }
        for (index, entry) in sorted.enumerated() { places[range.lowerBound + index] = entry.place }
        eachRun(of: sorted.map(\.word)) { run in
            order(&places, run.lowerBound + range.lowerBound..<run.upperBound + range.lowerBound, agreeing: depth + 8)
        }
    }

    /// Calls `body` with each range of two or more equal words.
    private func eachRun(of words: [UInt64], _ body: (Range<Int>) -> Void) {
        var start = 0
        for place in 1..<max(1, words.count + 1) where place == words.count || words[place] != words[start] {
            if place - start > 1 { body(start..<place) }
            start = place
        }
    }

    private func length(_ place: Int) -> Int { starts[place + 1] - starts[place] }

    /// Eight bytes of a string from `depth` on, the first in the highest place, zeros where it has ended.
    private func word(_ place: Int, at depth: Int) -> UInt64 {
        let (bytes, end) = (bytes.span, starts[place + 1])
        let start = min(starts[place] + depth, end)
        var word: UInt64 = 0
        for index in start..<min(start + 8, end) { word = word << 8 | UInt64(bytes[index]) }
        let missing = 8 - (min(start + 8, end) - start)
        return missing < 8 ? word << UInt64(8 * missing) : 0
    }
}
