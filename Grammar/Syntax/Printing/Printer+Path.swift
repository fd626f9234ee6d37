extension Printer {
    /// A walk by relations.
    public static func text(of path: PathExpression) -> String {
        switch path {
        case .alternatives(let parts): parts.map { text(of: $0, isBare: !$0.isChoice) }.joined(separator: "|")
        case .sequence(let parts): parts.map { text(of: $0, isBare: $0.isStep) }.joined(separator: "/")
        case .step(let step): text(of: step)
        }
    }

    private static func text(of path: PathExpression, isBare: Bool) -> String {
        isBare ? text(of: path) : "(\(text(of: path)))"
    }

    private static func text(of step: PathExpression.Step) -> String {
        let way =
            switch step.way {
            case .out: ""
            case .in: "^"
            case .both: "~"
            }
        let condition = step.condition.map { "[\(text(of: $0))]" } ?? ""
        return way + text(of: step.subject) + (step.quantifier.map(text) ?? "") + condition
    }

    private static func text(of subject: PathExpression.Step.Subject) -> String {
        switch subject {
        case .relation(let relation): name(relation)
        case .anyBut(let relation): "!\(name(relation))"
        case .group(let path): "(\(text(of: path)))"
        }
    }

    static func text(of quantifier: Quantifier) -> String {
        switch (quantifier.minimum, quantifier.maximum) {
        case (0, 1?): "?"
        case (0, nil): "*"
        case (1, nil): "+"
        case (let minimum, nil): "{\(minimum),}"
        case (let minimum, let maximum?): minimum == maximum ? "{\(minimum)}" : "{\(minimum),\(maximum)}"
        }
    }
}

extension PathExpression {
    fileprivate var isStep: Bool { if case .step = self { true } else { false } }

    fileprivate var isChoice: Bool { if case .alternatives = self { true } else { false } }
}
