extension TreeDump {
    /// A mistake with its place: `(error 1:11 length 1 unexpected end (expected "a node"))`.
    public static func text(of error: ParseError) -> String {
        let place = "\(error.span.line):\(error.span.column) length \(error.span.length)"
        return list("error", [place] + parts(of: error.kind))
    }

    private static func parts(of kind: ParseError.Kind) -> [String?] {
        switch kind {
        case .unknownVerb(let verb, let suggestions):
            ["unknown-verb", Printer.quoted(verb), listIfAny("near", suggestions)]
        case .unexpected(let found, let expected, let suggestions):
            [
                "unexpected", found.map(Printer.quoted) ?? "end", listIfAny("expected", expected.map(Printer.quoted)),
                listIfAny("near", suggestions),
            ]
        case .missingKey(let word, let suggestions):
            ["missing-key", Printer.quoted(word), listIfAny("near", suggestions)]
        case .unclosed(let quote): ["unclosed", Printer.quoted(quote)]
        case .strayCharacter(let character): ["stray-character", Printer.quoted(String(character))]
        case .badEscape(let escape): ["bad-escape", Printer.quoted(escape)]
        case .badNumber(let number): ["bad-number", Printer.quoted(number)]
        case .repeated(let clause): ["repeated", clause]
        case .tooDeep(let limit): ["too-deep", number(limit)]
        }
    }
}
