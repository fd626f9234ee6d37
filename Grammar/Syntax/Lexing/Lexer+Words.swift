extension Lexer {
    /// The end of the bare name that starts there; nil where none does.
    func nameEnd(from place: Int) -> Int? {
        guard let (first, width) = source.scalar(at: place), first.startsName else { return nil }
        return nameContinuation(from: place + width)
    }

    /// The end of letters, digits and `_` from there on.
    func nameContinuation(from place: Int) -> Int {
        var end = place
        while let (next, width) = source.scalar(at: end), next.continuesName { end += width }
        return end
    }

    /// The end of this keyword here, in any case, or at the start of the next line, which then goes on with the
    /// statement; nil where something else stands.
    ///
    /// A word with a colon right after it is the type of a node, never a keyword. On the next line a clause that is
    /// spelt like a verb (`paths 3`) is told from it by the number that follows.
    func keywordEnd(_ keyword: String) -> Int? {
        if let end = wordEnd(keyword, from: offset) { return end }
        guard case .line(let line) = ahead, let end = wordEnd(keyword, from: line.start) else { return nil }
        return !line.startsStatement || isBeforeNumber(end) ? end : nil
    }

    private func isBeforeNumber(_ place: Int) -> Bool {
        var place = place
        while source[place].isBlank { place += 1 }
        return source[place].isDigit
    }

    private func wordEnd(_ keyword: String, from start: Int) -> Int? {
        var end = start
        for letter in keyword.utf8 {
            guard source[end] | 0x20 == letter else { return nil }
            end += 1
        }
        guard source[end] != .colon, nameContinuation(from: end) == end else { return nil }
        return end
    }

    /// The end of this sign here; nil where something else stands.
    func symbolEnd(_ symbol: String) -> Int? {
        var end = offset
        for byte in symbol.utf8 {
            guard source[end] == byte else { return nil }
            end += 1
        }
        return end
    }

    /// The end of digits from there on.
    func digitsEnd(from place: Int) -> Int {
        var end = place
        while source[end].isDigit { end += 1 }
        return end
    }

    /// Whether a number starts here: a digit, or a minus before one.
    var startsNumber: Bool { byte.isDigit || (byte == .minus && source[offset + 1].isDigit) }

    /// The end of the number that starts here, with the letters that may wrongly stick to it.
    var numberEnd: Int {
        var end = digitsEnd(from: byte == .minus ? offset + 1 : offset)
        if source[end] == .dot, source[end + 1].isDigit { end = digitsEnd(from: end + 1) }
        if source[end] | 0x20 == UInt8(ascii: "e") {
            let hasSign = source[end + 1] == .minus || source[end + 1] == UInt8(ascii: "+")
            let exponent = end + (hasSign ? 2 : 1)
            if source[exponent].isDigit { end = digitsEnd(from: exponent) }
        }
        return nameContinuation(from: end)
    }

    /// The end of a bare key: white space or one of `closers` ends it.
    func keyEnd(closers: String) -> Int {
        var end = offset
        while let (next, width) = source.scalar(at: end), !next.properties.isWhitespace {
            if next.isASCII, closers.utf8.contains(UInt8(next.value)) { break }
            end += width
        }
        return end
    }

    /// The end of whatever stands here, as shown to a person who did not mean it.
    var tokenEnd: Int {
        if startsNumber { return numberEnd }
        if let end = nameEnd(from: offset) { return end }
        if byte.isQuote || byte == .backTick { return closingQuote(from: offset) ?? offset + 1 }
        guard let first = source.text(offset..<min(offset + 64, source.bytes.count)).first else { return offset }
        return min(offset + first.utf8.count, source.bytes.count)
    }
}
