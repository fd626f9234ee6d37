import Grammar
import Query

extension Binder {
    /// The condition that an expression is on rows of `scope`.
    func condition(_ expression: Grammar.Expression, in scope: Scope) throws -> Condition {
        switch expression {
        case .or(let parts): return .any(try parts.map { try condition($0, in: scope) })
        case .and(let parts): return .all(try parts.map { try condition($0, in: scope) })
        case .not(let part): return .not(try condition(part, in: scope))
        case .comparison(let left, .matches, let right):
            return .matches(try term(left, in: scope), pattern: try pattern(right))
        case .comparison(let left, let comparator, let right):
            let (first, second) = (try term(left, in: scope), try term(right, in: scope))
            return .comparison(
                try stored(first, beside: second, left), Comparison(comparator),
                try stored(second, beside: first, right))
        case .membership(let value, let members):
            let value = try term(value, in: scope)
            return .membership(
                value, try members.map { try stored(term($0, in: scope), beside: value, $0) })
        case .between(let value, let least, let most):
            return .between(try term(value, in: scope), try term(least, in: scope), try term(most, in: scope))
        case .isNull(let value, let isNegated):
            let isNull = Condition.isNull(try term(value, in: scope))
            return isNegated ? .not(isNull) : isNull
        }
    }

    /// The name of a type or relation as stored, where it stands beside one; an unknown one is an error.
    private func stored(_ term: Term, beside other: Term, _ value: Value) throws -> Term {
        guard case .field(.type, of: _) = other, case .constant(.text(let name)) = term else { return term }
        if let relation = vocabulary.relation(named: name) { return .constant(.text(vocabulary[relation].name)) }
        return .constant(.text(vocabulary[try type(Word(name, at: value.span))].name))
    }

    /// The regular expression after `~`.
    private func pattern(_ value: Value) throws -> String {
        let resolved = try names.resolved(value)
        guard case .string(let pattern) = resolved.form, (try? Regex(pattern)) != nil else {
            throw SessionError(
                .badValue("~", found: resolved.plainText, expected: "a regular expression in quotes"), at: value.span)
        }
        return pattern
    }
}

extension Comparison {
    fileprivate init(_ comparator: Comparator) {
        self =
            switch comparator {
            case .equal: .equal
            case .unequal, .matches: .unequal
            case .less: .less
            case .atMost: .atMost
            case .greater: .greater
            case .atLeast: .atLeast
            }
    }
}
