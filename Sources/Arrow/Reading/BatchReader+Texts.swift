/// Columns of variable size ("Variable-size Binary Layout"): offsets, and bytes that they part.
extension BatchReader {
    /// The offsets of so many values, one more than those, ascending from no less than 0. A column without values may have
    /// none in its buffer, and pyarrow gives that of an emptied list any.
    mutating func offsets(_ count: Int, isWide: Bool) throws(ArrowError) -> [Int] {
        let range = try buffer()
        if count == 0 { return [0] }
        guard range.count >= (count + 1) * (isWide ? 8 : 4) else { throw .malformed(.buffer, at: range.lowerBound) }
        let span = bytes.span.extracting(range)
        let offsets =
            isWide
            ? span.numbers(Int64.self, count + 1) { Int(truncatingIfNeeded: $0) }
            : span.numbers(Int32.self, count + 1) { Int($0) }
        var isAscending = offsets[0] >= 0
        for index in 0..<count { isAscending = isAscending && offsets[index] <= offsets[index + 1] }
        guard isAscending else { throw .malformed(.offsets, at: range.lowerBound) }
        return offsets
    }

    /// The texts that these offsets part, each of them UTF-8; what lies under a null is not looked at.
    mutating func texts(_ offsets: [Int], _ isNull: [Bool]?) throws(ArrowError) -> [String] {
        let range = try content(offsets)
        let span = bytes.span.extracting(range)
        return try [String](capacity: offsets.count - 1) { (texts: inout OutputSpan<String>) throws(ArrowError) in
            for row in 0..<offsets.count - 1 {
                if let isNull, isNull[row] {
                    texts.append("")
                } else {
                    texts.append(try span.extracting(offsets[row]..<offsets[row + 1]).text(at: range.lowerBound))
                }
            }
        }
    }

    /// The strings of bytes that these offsets part.
    mutating func byteStrings(_ offsets: [Int]) throws(ArrowError) -> [[UInt8]] {
        let start = try content(offsets).lowerBound
        return (1..<offsets.count).map { Array(bytes[start + offsets[$0 - 1]..<start + offsets[$0]]) }
    }

    /// The buffer that the offsets point into.
    private mutating func content(_ offsets: [Int]) throws(ArrowError) -> Range<Int> {
        let range = try buffer()
        guard offsets[offsets.count - 1] <= range.count else { throw .malformed(.offsets, at: range.lowerBound) }
        return range
    }
}

extension Span<UInt8> {
    /// The text that these bytes of the buffer at `place` are.
    fileprivate func text(at place: Int) throws(ArrowError) -> String {
        do { return String(copying: try UTF8Span(validating: self)) } catch { throw .malformed(.text, at: place) }
    }
}
