extension Lexer {
    /// How far behind a mistake the end of a bracket or of a `match` is looked for.
    private static var reach: Int { 1 << 16 }

    /// Goes behind the faulty statement that started at `start`, where the lexer stands at the mistake.
    ///
    /// A newline in brackets, after a trailing operator, or before the `return` of a `match` does not
    /// end it; where none of that is ever closed, the line of the mistake does.
    mutating func leaveFaultyStatement(from start: Int) {
        let limit = min(source.bytes.count, offset + min(Self.reach, foresight))
        if let end = statementEnd(from: start, before: limit, inBrackets: true, beforeReturn: spansLines) {
            return jump(to: end)
        }
        spendForesight(limit - offset)
        let end = statementEnd(from: offset, before: limit, inBrackets: false, beforeReturn: false)
        jump(to: end ?? lineEnd(from: offset))
    }

    /// The separator behind a statement, looked for from `start` but not before the mistake.
    private func statementEnd(from start: Int, before limit: Int, inBrackets: Bool, beforeReturn: Bool) -> Int? {
        var place = start
        var depth = 0
        var awaitsReturn = beforeReturn
        var unclosed: Set<UInt8> = []
        while place < limit {
            let byte = source[place]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), .backTick:
                let end = unclosed.contains(byte) ? nil : closingQuote(from: place, before: limit)
                if end == nil { unclosed.insert(byte) }
                place = end ?? place + 1
            case UInt8(ascii: "#"): place = lineEnd(from: place)
            case UInt8(ascii: ";") where place >= offset: return place
            case .newline where place >= offset && depth <= 0 && !awaitsReturn && !goesOn(before: place): return place
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                if inBrackets { depth += 1 }
                place += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                place += 1
            default:
                let end = nameEnd(from: place) ?? place + (source.scalar(at: place)?.width ?? 1)
                if awaitsReturn, end - place == 6, source.text(place..<end).lowercased() == "return" {
                    awaitsReturn = false
                }
                place = end
            }
        }
        let isSettled = depth <= 0 && !awaitsReturn && limit == source.bytes.count
        return isSettled ? limit : nil
    }

    private func lineEnd(from place: Int) -> Int {
        var end = place
        while end < source.bytes.count, source[end] != .newline { end += 1 }
        return end
    }

    /// Whether the line that ends there goes on after a trailing operator.
    private func goesOn(before newline: Int) -> Bool {
        var end = newline
        while end > source.start, source[end - 1].isBlank { end -= 1 }
        guard end > source.start else { return false }
        if ",|/\\".utf8.contains(source[end - 1]) { return true }
        let lastWord = source.text(max(source.start, end - 4)..<end).lowercased()
            .split { !$0.isLetter && $0 != "_" }.last
        return lastWord == "and" || lastWord == "or"
    }
}
