import Grammar
import TestSupport

/// Derives random sentences from the grammar's text.
struct RandomSentences {
    /// The body of a production, or a part of it.
    private indirect enum Body {
        case terminal(String)
        case name(String)
        case choice([Body])
        case sequence([Body])
        /// What brackets or braces hold.
        case maybe(Body)
    }

    private var random: SeededGenerator
    private var bodies: [String: Body] = [:]
    private var depth = 0

    /// A source of sentences, the same for the same seed.
    init(_ productions: [EBNF.Production], seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for production in productions {
            var rest = EBNF.tokens(of: production.text).map(\.0).dropFirst(2).dropLast()
            bodies[production.name] = Self.choice(&rest)
        }
    }

    // MARK: Deriving

    /// A sentence of a production, its tokens parted by blanks.
    mutating func sentence(of name: String) -> String {
        let text = text(of: .name(name)).replacing(" : ", with: ":").replacing(" . ", with: ".")
        let startsWithSign = [". ", ": ", "\\ "].contains { text.hasPrefix($0) }
        return startsWithSign ? String(text.prefix(1) + text.dropFirst(2)) : text
    }

    private mutating func text(of body: Body) -> String {
        switch body {
        case .terminal(let text): return text
        case .choice(let bodies): return text(of: bodies[depth > 9 ? 0 : random.below(bodies.count)])
        case .sequence(let bodies):
            var texts: [String] = []
            for body in bodies { texts.append(text(of: body)) }
            return texts.filter { !$0.isEmpty }.joined(separator: " ")
        case .maybe(let body): return depth > 9 || random.once(in: 2) ? "" : text(of: body)
        case .name(let name):
            if let token = token(name) { return token }
            depth += 1
            defer { depth -= 1 }
            return bodies[name].map { text(of: $0) } ?? name
        }
    }

    /// A token that no keyword is like: what clause words do to names is for the corpus.
    private mutating func token(_ name: String) -> String? {
        switch name {
        case "NAME", "TYPE", "REL": ["alpha", "Beta_2", "`odd name`", "ñandú"][random.below(4)]
        case "KEY", "BAREID": ["SOABC12", "007", "42", "a-b"][random.below(4)]
        case "TICKED": "`a``b`"
        case "ROW": "@3"
        case "ALIAS": "@me"
        case "PARAM": "$x"
        case "INT": ["1", "2", "30"][random.below(3)]
        case "NUM": ["1", "-2.5", "3e-1", "4E+2"][random.below(4)]
        case "STRING": ["\"a b\"", "'c\\'d'"][random.below(2)]
        default: nil
        }
    }

    // MARK: Reading the notation

    private static func choice(_ rest: inout ArraySlice<EBNF.Token>) -> Body {
        var bodies = [sequence(&rest)]
        while rest.first == .sign("|") {
            rest.removeFirst()
            bodies.append(sequence(&rest))
        }
        return bodies.count == 1 ? bodies[0] : .choice(bodies)
    }

    private static func sequence(_ rest: inout ArraySlice<EBNF.Token>) -> Body {
        var bodies: [Body] = []
        let ends: Set<EBNF.Token> = [.sign("|"), .sign(")"), .sign("]"), .sign("}")]
        while let token = rest.first, !ends.contains(token) {
            rest.removeFirst()
            bodies.append(term(token, &rest))
        }
        return bodies.count == 1 ? bodies[0] : .sequence(bodies)
    }

    private static func term(_ token: EBNF.Token, _ rest: inout ArraySlice<EBNF.Token>) -> Body {
        switch token {
        case .terminal(let text): return .terminal(text)
        case .name(let name): return .name(name)
        case .special(let words): return .terminal(words)
        case .sign(let opener):
            let inside = choice(&rest)
            rest.removeFirst()
            return opener == "(" ? inside : .maybe(inside)
        }
    }
}
