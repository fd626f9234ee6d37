import Graph

/// What a query did, a step at a time, beside what was expected: `plan` shows it.
public final class Trace {
    /// One step of a query's work.
    public struct Step: Equatable, Sendable {
        /// What was done.
        public let work: Work
        /// How many rows were expected; nil where there was nothing to go by.
        public let estimated: Double?
        /// How many rows there were.
        public let rows: Int
        /// What it cost.
        public let cost: Cost
    }

    /// The steps so far, in the order in which they ended.
    public private(set) var steps: [Step] = []

    /// A trace without a step.
    public init() {}

    /// Notes a step that has just ended; `cost` is its own, not the sum so far.
    public func record(_ work: Work, estimated: Double? = nil, rows: Int, cost: Cost) {
        steps.append(Step(work: work, estimated: estimated, rows: rows, cost: cost))
    }
}

/// A kind of work in a query; `Session` has the words for it.
public enum Work: Equatable, Sendable {
    /// The edges of a choice are followed from a frontier, which then lies so many hops out.
    case hop(Int, EdgeChoice)
    /// Rows that a condition does not admit are left out.
    case filter
    /// Rows are put in order.
    case sort
    /// A step of a match.
    case match(MatchWork)
}

extension Cost {
    /// What was done between two costs of one reader.
    public static func - (later: Cost, earlier: Cost) -> Cost {
        var cost = Cost()
        cost.seeks = later.seeks - earlier.seeks
        cost.visits = later.visits - earlier.visits
        return cost
    }

    /// Adds what was done besides.
    static func += (cost: inout Cost, other: Cost) {
        cost.seeks += other.seeks
        cost.visits += other.visits
    }
}
