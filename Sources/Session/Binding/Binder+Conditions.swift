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
            return .comparison(try term(left, in: scope), Comparison(comparator), try term(right, in: scope))
        case .membership(let value, let members):
            return .membership(try term(value, in: scope), try members.map { try term($0, in: scope) })
        case .between(let value, let least, let most):
            let value = try term(value, in: scope)
            return .all([
                .comparison(value, .atLeast, try term(least, in: scope)),
                .comparison(value, .atMost, try term(most, in: scope)),
            ])
        case .isNull(let value, let isNegated):
            let isNull = Condition.isNull(try term(value, in: scope))
            return isNegated ? .not(isNull) : isNull
        }
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
