/// The neighbours of a whole frontier, as runs: one run a source, relation and direction.
///
/// A reader fills it; a caller keeps one and hands it in again, so that walking allocates nothing.
public struct Adjacency: Sendable {
    /// The neighbours of one source by one relation, one way.
    public struct Run: Sendable, Equatable, BitwiseCopyable {
        /// The source's place in the frontier that was asked for.
        public let source: Int
        /// The relation of every edge in the run.
        public let relation: RelationID
        /// Whether the edges are followed from tail to head.
        public let isInverse: Bool
        /// Where the run starts in `nodes`.
        public let lowerBound: Int
        /// Where it ends, exclusive.
        public let upperBound: Int

        /// The run's places in `nodes`.
        @inlinable public var range: Range<Int> { lowerBound..<upperBound }

        /// The run of these bounds.
        @inlinable
        public init(source: Int, relation: RelationID, isInverse: Bool, lowerBound: Int, upperBound: Int) {
            self.source = source
            self.relation = relation
            self.isInverse = isInverse
            self.lowerBound = lowerBound
            self.upperBound = upperBound
        }
    }

    /// The runs, in order of source, then direction (out first), then relation.
    public var runs: [Run] = []
    /// The neighbours of all runs, ascending within a run.
    public var nodes: [NodeID] = []

    /// An empty answer.
    public init() {}

    /// Forgets the answer and keeps its memory.
    public mutating func removeAll() {
        runs.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
    }

    /// Appends one run whose neighbours `fill` appends to the list that it is given; an empty run is not kept.
    @inlinable
    public mutating func append<Failure: Error>(
        source: Int, relation: RelationID, isInverse: Bool, fill: (inout [NodeID]) throws(Failure) -> Void
    ) throws(Failure) {
        let start = nodes.count
        try fill(&nodes)
        guard nodes.count > start else { return }
        runs.append(
            Run(
                source: source, relation: relation, isInverse: isInverse, lowerBound: start,
                upperBound: nodes.count))
    }

    /// The edges as stored, run by run, of the answer for `frontier`; those alone that lead to nodes that are wanted.
    public func triples(from frontier: [NodeID], where isWanted: (NodeID) -> Bool = { _ in true }) -> [Triple] {
        runs.flatMap { run in
            let source = frontier[run.source]
            return nodes[run.range].filter(isWanted).map {
                run.isInverse ? Triple($0, run.relation, source) : Triple(source, run.relation, $0)
            }
        }
    }
}
