/// A script as bytes, and the places in it.
///
/// Columns are counted in characters; counting goes on from the last place asked for, so that
/// a statement read from front to back is counted once.
struct SourceText: Sendable {
    /// The script in UTF-8, a byte order mark included.
    let bytes: [UInt8]
    /// Where the text starts: after a byte order mark, where there is one.
    let start: Int
    private let lineStarts: [Int]
    private var counted: (line: Int, offset: Int, column: Int)

    /// The text with its lines found.
    init(_ text: String) {
        bytes = Array(text.utf8)
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var starts = [start]
        for (offset, byte) in bytes.enumerated() where byte == .newline { starts.append(offset + 1) }
        lineStarts = starts
        counted = (line: 0, offset: start, column: 1)
    }

    /// The byte there, or 0 past the end.
    subscript(offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    /// The text between two places.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The place of `range`, cut at the end of its first line.
    mutating func span(_ range: Range<Int>) -> SourceSpan {
        let line = lineIndex(of: range.lowerBound)
        var end = range.lowerBound
        while end < range.upperBound, bytes[end] != .newline { end += 1 }
        if end < range.upperBound, end > range.lowerBound, bytes[end - 1] == .carriageReturn { end -= 1 }
        return SourceSpan(
            line: line + 1, column: column(of: range.lowerBound, inLine: line),
            length: max(1, characters(range.lowerBound..<end)))
    }

    /// The line that holds this place, counted from 0.
    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The column of a place, counted from 1.
    private mutating func column(of offset: Int, inLine line: Int) -> Int {
        if counted.line != line || counted.offset > offset {
            counted = (line: line, offset: lineStarts[line], column: 1)
        }
        counted.column += characters(counted.offset..<offset)
        counted.offset = offset
        return counted.column
    }

    /// How many characters stand in this range of one line.
    private func characters(_ range: Range<Int>) -> Int {
        bytes[range].allSatisfy { $0 < 0x80 } ? range.count : text(range).count
    }

    /// The scalar that starts there with its width in bytes; nil at the end.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, width: Int)? {
        guard offset < bytes.count else { return nil }
        let lead = bytes[offset]
        guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = UInt32(lead & (0xFF >> UInt8(width + 1)))
        for next in offset + 1..<offset + width { value = value << 6 | UInt32(bytes[next] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }
}
