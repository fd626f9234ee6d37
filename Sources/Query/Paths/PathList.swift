import Graph

/// Paths in a fixed order, and whether a limit kept others out.
public struct PathList: Sendable, Equatable {
    /// The paths, by cost where one was asked for, then length, then node numbers, then relations.
    public let paths: [Path]
    /// What each path costs; empty where no cost was asked for.
    public let costs: [Double]
    /// Whether there may be more than the limits let through.
    public let isCapped: Bool

    init(paths: [Path], costs: [Double] = [], isCapped: Bool) {
        self.paths = paths
        self.costs = costs
        self.isCapped = isCapped
    }

    /// The first `limit` of these paths.
    init(_ paths: [Path], limit: Int) {
        self.init(paths: Array(paths.prefix(limit)), isCapped: paths.count > limit)
    }
}

/// Which paths are wanted between two nodes.
public struct PathRequest: Sendable {
    /// Where they start.
    public var start: NodeID
    /// Where they end.
    public var goal: NodeID
    /// The edges that they may follow.
    public var edges: EdgeChoice
    /// How many steps they may have.
    public var hops: ClosedRange<Int>
    /// The nodes that they do not pass through; the ends are never among them.
    public let avoiding: Set<NodeID>
    /// How many paths are wanted.
    public var limit: Int

    /// The paths from `start` to `goal` with `hops` steps, at most `limit` of them.
    public init(
        from start: NodeID, to goal: NodeID, by edges: EdgeChoice = EdgeChoice(), hops: ClosedRange<Int> = 1...4,
        avoiding: Set<NodeID> = [], limit: Int = 10
    ) {
        self.start = start
        self.goal = goal
        self.edges = edges
        self.hops = hops
        self.avoiding = avoiding.subtracting([start, goal])
        self.limit = limit
    }
}
