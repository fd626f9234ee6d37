/// A grammar's text taken apart into productions.
package enum EBNF {
    /// `name = body ;` with what its body mentions.
    package struct Production: Hashable, Sendable {
        /// The name that it defines.
        package let name: String
        /// The production as written, with its name and comments.
        package let text: String
        /// What stands in quotes in it, in order.
        package let terminals: [String]
        /// The names it mentions, in order and each once.
        package let references: [String]

        /// The spellings of the word that it starts with.
        let verbs: Set<String>
    }

    /// The productions of a grammar in their order.
    package static func productions(of text: String) -> [Production] {
        var productions: [Production] = []
        var current: [(token: Token, range: Range<String.Index>)] = []
        for (token, range) in tokens(of: text) {
            current.append((token, range))
            guard token == .sign(";"), let first = current.first, case .name(let name) = first.token else { continue }
            let whole = first.range.lowerBound..<range.upperBound
            productions.append(production(name, String(text[whole]), current.dropFirst(2).map(\.token)))
            current = []
        }
        return productions
    }

    /// A token of the notation.
    package enum Token: Hashable, Sendable {
        case name(String)
        case terminal(String)
        /// `? in words ?`.
        case special(String)
        case sign(Character)
    }

    /// The tokens of a grammar, comments left out.
    package static func tokens(of text: String) -> [(Token, Range<String.Index>)] {
        var tokens: [(Token, Range<String.Index>)] = []
        var rest = text[...]
        while let first = rest.first {
            let start = rest.startIndex
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("(*") {
                skipComment(&rest)
            } else {
                let token = token(from: &rest, first)
                tokens.append((token, start..<rest.startIndex))
            }
        }
        return tokens
    }

    private static func token(from rest: inout Substring, _ first: Character) -> Token {
        if first == "\"" || first == "'" { return .terminal(enclosed(from: &rest, by: first)) }
        if first == "?" { return .special(enclosed(from: &rest, by: first)) }
        guard first.isLetter else { return .sign(rest.removeFirst()) }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest[name.endIndex...]
        return .name(String(name))
    }

    private static func enclosed(from rest: inout Substring, by quote: Character) -> String {
        rest.removeFirst()
        let inside = rest.prefix { $0 != quote }
        rest = rest[inside.endIndex...].dropFirst()
        return String(inside)
    }

    private static func skipComment(_ rest: inout Substring) {
        while !rest.isEmpty, !rest.hasPrefix("*)") { rest.removeFirst() }
        rest = rest.dropFirst(2)
    }

    private static func production(_ name: String, _ text: String, _ body: [Token]) -> Production {
        var terminals: [String] = []
        var references: [String] = []
        for token in body {
            if case .terminal(let terminal) = token { terminals.append(terminal) }
            if case .name(let name) = token, !references.contains(name) { references.append(name) }
        }
        return Production(
            name: name, text: text, terminals: terminals, references: references, verbs: leadingTerminals(of: body))
    }

    /// `"paths" | "path"` of `( "paths" | "path" ) node …`.
    private static func leadingTerminals(of body: [Token]) -> Set<String> {
        var leading: Set<String> = []
        for token in body.first == .sign("(") ? body.dropFirst() : body[...] {
            switch token {
            case .terminal(let terminal): leading.insert(terminal)
            case .sign("|"): continue
            default: return leading
            }
        }
        return leading
    }
}
