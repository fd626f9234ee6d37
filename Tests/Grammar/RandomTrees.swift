import Grammar
import TestSupport

/// Makes trees that the parser can yield, with words chosen to be mistaken for others.
struct RandomTrees {
    var random: SeededGenerator
    /// How deep trees may still grow.
    var depth = 4

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Any statement.
    mutating func statement() -> Statement {
        switch random.below(10) {
        case 0: .write(write())
        case 1: .session(session())
        case 2: .meta(meta())
        case 3: .model(model(), destination())
        default: .read(read(), destination())
        }
    }

    // MARK: Choices

    mutating func maybe<Part>(_ part: (inout RandomTrees) -> Part) -> Part? {
        random.once(in: 2) ? part(&self) : nil
    }

    mutating func some<Part>(_ range: ClosedRange<Int>, _ part: (inout RandomTrees) -> Part) -> [Part] {
        let count = Int.random(in: range, using: &random)
        return (0..<count).map { _ in part(&self) }
    }

    mutating func pick<Part>(_ parts: [Part]) -> Part { parts[random.below(parts.count)] }

    /// Something one level deeper; `leaf` where it is deep enough.
    mutating func deeper<Part>(_ leaf: (inout RandomTrees) -> Part, _ branch: (inout RandomTrees) -> Part) -> Part {
        guard depth > 0 else { return leaf(&self) }
        depth -= 1
        defer { depth += 1 }
        return branch(&self)
    }

    // MARK: Words

    private static let noPlace = SourceSpan(line: 1, column: 1, length: 1)

    mutating func word() -> Word {
        let plain = ["sungBy", "song", "x", "Ärzte", "夜", "a_1", "m1"]
        let odd = ["two words", "", "`", "a`b", "3", "-", "новая", "line\nbreak", "é", "a:b", "_x", "\u{301}", "٣"]
        let words = GrammarText.verbs + GrammarText.clauseWords
        let kind = random.below(4)
        return word(kind == 0 ? pick(words) : kind == 1 ? pick(odd) : pick(plain))
    }

    func word(_ text: String) -> Word { Word(text, at: Self.noPlace) }

    mutating func string() -> String {
        let signs = ["\"", "'", "\\", "`", "#", "--", ";", "$x"]
        let pieces = signs + ["One", " ", "\n", "\t", "\u{7}", "🎵", "e\u{301}", "\u{301}", "\r\n"]
        return some(0...5) { $0.pick(pieces) }.joined()
    }

    mutating func count() -> Int { pick([0, 1, 2, 5, 42, 1000, Int.max]) }

    mutating func hops() -> Hops {
        let low = random.below(4)
        return low...(low + random.below(3) + (low == 0 ? 1 : 0))
    }

    mutating func node() -> NodeReference {
        let filter: NodeReference.Filter? = random.once(in: 5) ? deeper({ _ in nil }, { $0.filter() }) : nil
        return NodeReference(nodeForm(), filter: filter, at: Self.noPlace)
    }

    private mutating func nodeForm() -> NodeReference.Form {
        switch random.below(6) {
        case 0: .label(string())
        case 1: .typed(type: word(), key: word(string()), isQuoted: true)
        case 2: .typed(type: word(), key: word(pick(["42", "007", "SO-1.2", "a b", "", "]", "!!"])), isQuoted: false)
        case 3: .row(count())
        case 4: .alias(word().text)
        default: .parameter(word().text)
        }
    }

    private mutating func filter() -> NodeReference.Filter {
        random.once(in: 2) ? .expression(expression()) : .edge(relation: word(), node())
    }

    // MARK: Conditions

    mutating func value() -> Value {
        Value(deeper({ .integer($0.count()) }, { $0.valueForm() }), at: Self.noPlace)
    }

    private mutating func valueForm() -> Value.Form {
        switch random.below(9) {
        case 0: return .integer(pick([0, -1, 1985, Int.max, Int.min]))
        case 1: return .number(pick([0.5, -2.25, 1e300, 5e-300, 100, 1e16, -0.001]))
        case 2: return .string(string())
        case 3: return .truth(random.once(in: 2))
        case 4: return .null
        case 5: return .parameter(word().text)
        case 6: return .name(some(1...3) { $0.word().text })
        case 7: return .call([word().text], argument: pick([nil, .everything]))
        default: return .call(some(1...2) { $0.word().text }, argument: .value(value()))
        }
    }

    mutating func expression() -> Expression { deeper({ $0.comparison() }, { $0.anyExpression() }) }

    private mutating func anyExpression() -> Expression {
        switch random.below(6) {
        case 0: .or(some(2...3) { $0.expression() })
        case 1: .and(some(2...3) { $0.expression() })
        case 2: .not(expression())
        default: comparison()
        }
    }

    private mutating func comparison() -> Expression {
        switch random.below(5) {
        case 0: .membership(value(), some(1...3) { $0.value() })
        case 1: .between(value(), value(), value())
        case 2: .isNull(value(), negated: random.once(in: 2))
        default: .comparison(value(), pick(Comparator.allCases), value())
        }
    }

    mutating func assignment() -> Assignment { Assignment(name: word(), value: value()) }

    /// The clauses at the end; what is `counting` has a condition alone.
    mutating func tail(counting: Bool = false) -> Tail {
        var tail = Tail()
        tail.condition = maybe { $0.expression() }
        if counting { return tail }
        tail.order = maybe { Tail.Order(by: $0.value(), isDescending: $0.random.once(in: 2)) }
        tail.limit = maybe { $0.count() }
        return tail
    }
}
