extension Lexer {
    /// The place after the quote that closes the one at `start`, looked for before `limit`; nil where it stays open.
    ///
    /// A backslash keeps a quote from closing a string; a back-tick is doubled instead.
    func closingQuote(from start: Int, before limit: Int = .max) -> Int? {
        let quote = source[start]
        var place = start + 1
        while place < min(limit, source.bytes.count) {
            if quote != .backTick, source[place] == .backslash {
                place += 2
            } else if source[place] != quote {
                place += 1
            } else if quote == .backTick, source[place + 1] == .backTick {
                place += 2
            } else {
                return place + 1
            }
        }
        return nil
    }

    /// The quoted text that starts here and its end.
    mutating func quoted() throws(ParseError) -> (text: String, end: Int) {
        guard let end = closingQuote(from: offset) else {
            throw ParseError(.unclosed(source.text(offset..<offset + 1)), at: source.span(offset..<offset + 1))
        }
        let inside = offset + 1..<end - 1
        guard byte != .backTick else { return (undoubled(inside), end) }
        return (try unescaped(inside), end)
    }

    private func undoubled(_ inside: Range<Int>) -> String {
        var kept: [UInt8] = []
        var place = inside.lowerBound
        while place < inside.upperBound {
            kept.append(source[place])
            place += source[place] == .backTick ? 2 : 1
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private mutating func unescaped(_ inside: Range<Int>) throws(ParseError) -> String {
        guard source.bytes[inside].contains(.backslash) else { return source.text(inside) }
        var text = ""
        var place = inside.lowerBound
        while place < inside.upperBound {
            if source[place] == .backslash {
                text.unicodeScalars.append(try escape(at: &place, before: inside.upperBound))
            } else if let (scalar, width) = source.scalar(at: place) {
                text.unicodeScalars.append(scalar)
                place += width
            }
        }
        return text
    }

    /// What the backslash at `place` stands for; goes past it.
    private mutating func escape(at place: inout Int, before end: Int) throws(ParseError) -> Unicode.Scalar {
        let start = place
        place += 2
        switch source[start + 1] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "\""), UInt8(ascii: "'"), .backslash: return Unicode.Scalar(source[start + 1])
        case UInt8(ascii: "u"):
            if let scalar = scalar(inBracesAt: &place, before: end) { return scalar }
        default: place = start + 1 + (source.scalar(at: start + 1)?.width ?? 0)
        }
        let wrong = start..<min(place, end)
        throw ParseError(.badEscape(source.text(wrong)), at: source.span(wrong))
    }

    /// The scalar of `{1F3B5}`; goes past what belongs to it.
    private func scalar(inBracesAt place: inout Int, before end: Int) -> Unicode.Scalar? {
        guard source[place] == UInt8(ascii: "{") else { return nil }
        let start = place + 1
        place = start
        while place < end, Character(Unicode.Scalar(source[place])).isHexDigit { place += 1 }
        guard place < end, source[place] == UInt8(ascii: "}"), place - start <= 8 else { return nil }
        place += 1
        return UInt32(source.text(start..<place - 1), radix: 16).flatMap(Unicode.Scalar.init)
    }
}
