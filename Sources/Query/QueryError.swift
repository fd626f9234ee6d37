import Graph

/// Why a query could not be answered.
public enum QueryError: Error, Equatable, Sendable {
    /// The path expression needs more states than the limit.
    case patternTooLarge(limit: Int)
    /// The graph could not answer.
    case graph(GraphError)
}
