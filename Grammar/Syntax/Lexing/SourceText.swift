/// A script as bytes, and the places in it.
///
/// Columns are counted in characters; counting goes on from the last mark before the place asked for, so that a line is
/// counted once however long it is.
struct SourceText: Sendable {
    /// The script in UTF-8, a byte order mark included.
    let bytes: [UInt8]
    /// Where the text starts: after a byte order mark, where there is one.
    let start: Int
    private let lineStarts: [Int]
    /// Places of one line whose columns are known, in order and some way apart.
    private var marks: [(offset: Int, column: Int)]
    private var markedLine = 0
    private static let distance = 256

    /// The text with its lines found.
    init(_ text: String) {
        bytes = Array(text.utf8)
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var starts = [start]
        for (offset, byte) in bytes.enumerated() where byte == .newline { starts.append(offset + 1) }
        lineStarts = starts
        marks = [(offset: start, column: 1)]
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
    private func lineIndex(of offset: Int) -> Int { Self.lastIndex(atOrBefore: offset, in: lineStarts) }

    /// The column of a place, counted from 1.
    private mutating func column(of offset: Int, inLine line: Int) -> Int {
        if markedLine != line { (markedLine, marks) = (line, [(offset: lineStarts[line], column: 1)]) }
        let mark = marks[Self.lastIndex(atOrBefore: offset, in: marks.lazy.map(\.offset))]
        let column = mark.column + characters(mark.offset..<offset)
        if offset - marks[marks.count - 1].offset >= Self.distance { marks.append((offset: offset, column: column)) }
        return column
    }

    /// The last of the ascending offsets, whose first is not behind `offset`, that is not either.
    private static func lastIndex(atOrBefore offset: Int, in offsets: some RandomAccessCollection<Int>) -> Int {
        var (low, high) = (0, offsets.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if offsets[offsets.index(offsets.startIndex, offsetBy: middle)] <= offset {
                low = middle
            } else {
                high = middle
            }
        }
        return low
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
