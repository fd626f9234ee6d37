import Grammar
import Graph
import Query

extension Binder {
    /// The walk that a path expression describes.
    func pattern(_ expression: PathExpression) throws -> PathPattern {
        switch expression {
        case .alternatives(let parts): .alternatives(try parts.map(pattern))
        case .sequence(let parts): .sequence(try parts.map(pattern))
        case .step(let step): try pattern(step)
        }
    }

    private func pattern(_ step: PathExpression.Step) throws -> PathPattern {
        var pattern = turned(try subject(step.subject), step.way)
        if let quantifier = step.quantifier {
            pattern = .repeated(pattern, minimum: quantifier.minimum, maximum: quantifier.maximum)
        }
        guard let condition = step.condition else { return pattern }
        return .filtered(pattern, where: try self.condition(condition, in: .step))
    }

    private func subject(_ subject: PathExpression.Step.Subject) throws -> PathPattern {
        switch subject {
        case .relation(let word): .step(EdgeChoice(.only([try relation(word)]), .out))
        case .anyBut(let word): .step(EdgeChoice(try all(but: relation(word)), .out))
        case .group(let expression): try pattern(expression)
        }
    }

    private func all(but relation: RelationID) -> RelationSet {
        .of(vocabulary.relationIDs.filter { $0 != relation })
    }

    private func turned(_ pattern: PathPattern, _ way: Way) -> PathPattern {
        switch way {
        case .out: pattern
        case .in: pattern.reversed
        case .both: pattern.eitherWay
        }
    }
}
