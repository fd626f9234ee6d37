import Glibc

/// The fields of one line, split where it is read and not copied.
struct Fields: Sequence, IteratorProtocol {
    /// What stands between fields.
    enum Separator {
        /// One tab.
        case tab
        /// Any run of tabs and spaces.
        case blanks
    }

    private let line: UnsafeBufferPointer<UInt8>
    private let separator: Separator
    private var place = 0

    init(_ line: UnsafeBufferPointer<UInt8>, by separator: Separator) {
        self.line = line
        self.separator = separator
        if separator == .blanks { skipBlanks() }
    }

    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        guard place <= line.count, separator == .tab || place < line.count else { return nil }
        let start = place
        place = end(from: start)
        let field = UnsafeBufferPointer(rebasing: line[start..<place])
        place += 1
        if separator == .blanks { skipBlanks() }
        return field
    }

    /// Where the field that starts at `start` ends.
    private func end(from start: Int) -> Int {
        if separator == .tab {
            guard start < line.count, let base = line.baseAddress,
                let tab = memchr(base + start, 0x09, line.count - start)
            else { return line.count }
            return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(tab))
        }
        return line[start...].firstIndex(where: isSeparator) ?? line.count
    }

    private mutating func skipBlanks() {
        while place < line.count, isSeparator(line[place]) { place += 1 }
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x09 || byte == 0x20
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The field as text; nil where it is not UTF-8.
    var text: String? {
        guard let text = try? UTF8Span(validating: span) else { return nil }
        return String(copying: text)
    }

    /// Whether the field is UTF-8.
    var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }

    /// The field as a whole number without sign; nil where it is none, or too large.
    var wholeNumber: Int? {
        guard !isEmpty, count <= 18 else { return nil }
        var value = 0
        for byte in self {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
