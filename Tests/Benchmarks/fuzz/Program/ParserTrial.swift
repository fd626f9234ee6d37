import Grammar

/// Any text parses to statements and mistakes in places that it has; what a statement prints as parses to it again.
struct ParserTrial: Trial {
    func take(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        for answer in try Self.answers(to: text) {
            switch answer {
            case .success(let next):
                try hold(!next.text.isEmpty, "a statement without text")
                try check(next.span, lines)
                try check(next.statement)
            case .failure(let error): try check(error.span, lines)
            }
        }
        _ = ScriptParser.isIncomplete(text)
        _ = Completion.context(of: text)
    }

    /// What a script parses to, a statement or a mistake each.
    private static func answers(to text: String) throws(Breach) -> [Result<SourceStatement, ParseError>] {
        var script = ScriptParser(text)
        var answers: [Result<SourceStatement, ParseError>] = []
        while true {
            try hold(answers.count <= text.utf8.count, "more statements than bytes")
            do throws(ParseError) {
                guard let next = try script.next() else { return answers }
                answers.append(.success(next))
            } catch {
                answers.append(.failure(error))
            }
        }
    }

    private func check(_ span: SourceSpan, _ lines: [Substring.UTF8View]) throws(Breach) {
        try hold((1...lines.count).contains(span.line), "line \(span.line) of \(lines.count)")
        let width = lines[span.line - 1].count
        try hold((1...width + 1).contains(span.column), "column \(span.column) of \(width) in line \(span.line)")
        try hold(span.length > 0 && span.column + span.length <= width + 2, "a span of \(span.length) in \(width)")
    }

    private func check(_ statement: Statement) throws(Breach) {
        let printed = Printer.text(of: statement)
        let again = try Self.answers(to: printed)
        guard again.count == 1, case .success(let other) = again[0], other.statement == statement else {
            throw Breach(description: "prints as another: \(printed)")
        }
    }
}
