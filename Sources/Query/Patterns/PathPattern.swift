import Graph

/// A path expression whose names are bound: what `traverse` follows.
public indirect enum PathPattern: Equatable, Sendable {
    /// One edge.
    case step(EdgeChoice)
    /// One after the other.
    case sequence([PathPattern])
    /// Any one of these.
    case alternatives([PathPattern])
    /// Between `minimum` and `maximum` times; nil is without end.
    case repeated(PathPattern, minimum: Int, maximum: Int?)
    /// The walks of a pattern at whose end, or start, a condition holds.
    ///
    /// In its row, column 0 is the node there and column 1 an edge: at the end the one that leads to the node, at the
    /// start the one that leads on; null where the walk has none.
    case filtered(PathPattern, where: Condition, at: Side = .end)

    /// An end of a walk.
    public enum Side: Sendable {
        case start, end
    }

    /// The pattern walked from its end to its start: `^(a/b)` is `^b/^a`, and `^(a[c])` asks `c` of where it starts.
    public var reversed: PathPattern {
        switch self {
        case .step(let edges): .step(edges.reversed)
        case .sequence(let parts): .sequence(parts.reversed().map(\.reversed))
        case .alternatives(let parts): .alternatives(parts.map(\.reversed))
        case .repeated(let part, let minimum, let maximum):
            .repeated(part.reversed, minimum: minimum, maximum: maximum)
        case .filtered(let part, let condition, let side):
            .filtered(part.reversed, where: condition, at: side == .end ? .start : .end)
        }
    }

    /// The pattern walked either way, each time as a whole: `~(a/b)` is `a/b|^b/^a`.
    public var eitherWay: PathPattern {
        if case .step(let edges) = self { return .step(EdgeChoice(edges.relations, .both)) }
        return .alternatives([self, reversed])
    }
}
