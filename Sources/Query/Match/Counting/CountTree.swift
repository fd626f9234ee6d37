import Graph

/// A pattern without a cycle, whose answers can be counted without being made.
///
/// A variable that can be one node alone stands at the end of each of its edges as a leaf of its own: the pattern
/// falls apart there, and what was a cycle through it is none.
struct CountTree {
    /// An edge seen from one of its ends.
    struct Link {
        let edge: Int
        let far: Int
        let choice: EdgeChoice
    }

    /// The variables and edges; its own conditions are in `filters`.
    private(set) var pattern: MatchPattern
    /// What each node variable must meet by itself.
    private(set) var filters: [NodeFilter]
    /// Which variable of the query each is.
    private(set) var origins: [Int]
    /// The edges of each variable to others.
    private(set) var links: [[Link]] = []
    /// The variables that stand as leaves and have no loop to count: what else they must meet is looked at there.
    private var settled: Set<Int> = []
    /// The variables, part by part that hangs together.
    private(set) var parts: [[Int]] = []

    /// The tree of a pattern; nil where it has a cycle.
    init?(_ merged: MergedPattern) {
        (pattern, filters, origins) = (merged.pattern, merged.filters, merged.origins)
        for edge in pattern.edges where edge.isLoop { filters[edge.from].loops.append(edge.choice) }
        pattern.edges.removeAll(where: \.isLoop)
        for edge in pattern.edges.indices {
            pattern.edges[edge].from = leaf(for: pattern.edges[edge].from)
            pattern.edges[edge].to = leaf(for: pattern.edges[edge].to)
        }
        guard findParts() else { return nil }
        links = pattern.nodes.indices.map { node in
            pattern.edges.indices.filter { pattern.edges[$0].from == node || pattern.edges[$0].to == node }.map {
                Link(edge: $0, far: pattern.edges[$0].end(from: node), choice: pattern.choice(of: $0, from: node))
            }
        }
    }

    /// The variable that stands for `node` at the end of one edge.
    private mutating func leaf(for node: Int) -> Int {
        guard pattern.nodes[node].candidates?.count == 1 else { return node }
        pattern.nodes.append(pattern.nodes[node])
        filters.append(filters[node])
        // The variable itself counts its loops, and once is enough.
        if filters[node].loops.isEmpty { settled.insert(node) }
        filters[pattern.nodes.count - 1].loops = []
        origins.append(origins[node])
        return pattern.nodes.count - 1
    }

    /// Finds the parts that hang together; false where an edge closes a cycle.
    private mutating func findParts() -> Bool {
        var part = Partition(pattern.nodes.count)
        for edge in pattern.edges where !part.join(edge.from, edge.to) { return false }
        parts = pattern.nodes.indices.filter { part[$0] == $0 && !settled.contains($0) }.map { first in
            pattern.nodes.indices.filter { part[$0] == first }
        }
        return true
    }
}

/// What a node variable must meet by itself beside its type and candidates.
struct NodeFilter {
    /// Nodes that it is not.
    var excluded: [NodeID] = []
    /// Conditions on column 0.
    var conditions: [Condition] = []
    /// Edges that must lead from it to itself.
    var loops: [EdgeChoice] = []

    /// Both filters at once.
    static func + (left: NodeFilter, right: NodeFilter) -> NodeFilter {
        NodeFilter(
            excluded: left.excluded + right.excluded, conditions: left.conditions + right.conditions,
            loops: left.loops + right.loops)
    }
}

/// Numbers in classes, each known by its smallest member.
struct Partition: Hashable, Comparable {
    private var least: [Int]

    /// Every number below `count` by itself.
    init(_ count: Int) { least = Array(0..<count) }

    /// The smallest number in the class of `number`.
    subscript(number: Int) -> Int { least[number] }

    static func < (left: Partition, right: Partition) -> Bool { left.least.lexicographicallyPrecedes(right.least) }

    /// Makes one class of two; false where they are one already.
    @discardableResult
    mutating func join(_ left: Int, _ right: Int) -> Bool {
        let (low, high) = (min(least[left], least[right]), max(least[left], least[right]))
        for number in least.indices where least[number] == high { least[number] = low }
        return low != high
    }
}
