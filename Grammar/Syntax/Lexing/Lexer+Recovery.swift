extension Lexer {
    /// How far behind a mistake the end of a bracket or of a `match` is looked for.
    private static var reach: Int { 1 << 16 }

    /// Goes behind the faulty statement that started at `start`, where the lexer stands at the mistake.
    ///
    /// A newline in brackets, after a trailing operator, before the `return` of a `match`, or before a line that is
    /// indented or begins with a clause does not end it; where none of that is ever closed, the line of the mistake does.
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
    private mutating func statementEnd(from start: Int, before limit: Int, inBrackets: Bool, beforeReturn: Bool) -> Int?
    {
        var place = start
        var depth = 0
        var awaitsReturn = beforeReturn
        var unclosed: Set<UInt8> = []
        while place < limit {
            let byte = source[place]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), .backTick:
                let end = unclosed.contains(byte) ? nil : closingQuote(from: place, before: limit)
                if end == nil {
                    unclosed.insert(byte)
                    spendForesight(limit - place)
                }
                place = end ?? place + 1
            case UInt8(ascii: "#"): place = lineEnd(from: place)
            case UInt8(ascii: ";") where place >= offset: return place
            case .newline where place >= offset && ends(at: place, isOpen: depth > 0, awaitsReturn): return place
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

    /// Whether a faulty statement ends at this newline, in open brackets or not.
    private func ends(at newline: Int, isOpen: Bool, _ awaitsReturn: Bool) -> Bool {
        switch lineAhead(behind: newline) {
        case .blank: return true
        case .end: return !isOpen && !awaitsReturn && !goesOn(before: newline)
        case .line(let line):
            if isOpen || goesOn(before: newline) { return false }
            if line.startsStatement { return true }
            return !line.isIndented && !awaitsReturn && !GrammarText.isWord(word(at: line.start))
        }
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
