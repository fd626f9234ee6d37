import Graph

/// Why a query could not be answered.
public enum QueryError: Error, Equatable, Sendable {
    /// The path expression needs more states than the limit.
    case patternTooLarge(limit: Int)
    /// An edge costs less than nothing, so that no path is the cheapest.
    case negativeCost(Triple)
    /// The graph could not answer.
    case graph(GraphError)
}
