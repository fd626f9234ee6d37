import Graph

/// How a graph's degrees and weights are spread, of all nodes or an even sample of them.
struct Spread {
    let histogram: Histogram
    /// What it is of: `degree`, or what a weight is called.
    let measure: String
    /// Whether not all were looked at.
    let isSampled: Bool

    /// The most nodes that are looked at, and the most whose edges are.
    private static let nodeSample = 10_000, headSample = 2_000

    /// The degrees of a type's nodes; nil where it has none.
    init?(degreesOf type: TypeID, in reader: AnyGraph) throws {
        let (nodes, isSampled) = Self.sample(try reader.nodes(ofType: type), Self.nodeSample)
        guard let histogram = Histogram(try reader.degrees(of: nodes)) else { return nil }
        (self.histogram, measure, self.isSampled) = (histogram, "degree", isSampled)
    }

    /// The weights of a relation's edges, whole numbers of them; nil where they have none.
    init?(weightsOf relation: RelationID, in reader: AnyGraph) throws {
        let (heads, isSampled) = Self.sample(try reader.heads(of: relation), Self.headSample)
        let weights = try reader.edges(of: heads, by: relation).compactMap(\.weight)
        guard let histogram = Histogram(weights: weights) else { return nil }
        self.histogram = histogram
        (measure, self.isSampled) = (reader.vocabulary[relation].weightName, isSampled)
    }

    /// At most `limit` of the nodes, evenly apart.
    private static func sample(_ nodes: [NodeID], _ limit: Int) -> (nodes: [NodeID], isSampled: Bool) {
        guard nodes.count > limit else { return (nodes, false) }
        return ((0..<limit).map { nodes[$0 * nodes.count / limit] }, true)
    }

    /// For a person's eye: bars and figures.
    var text: String { "\(measure)  \(histogram.text)" }
}

extension AnyGraph {
    /// The edges that lead from `heads` by a relation, each with its weight where it has one.
    func edges(of heads: [NodeID], by relation: RelationID) throws -> [(edge: Triple, weight: Float?)] {
        let triples = try neighbours(of: heads, via: .only([relation]), direction: .out).triples(from: heads)
        return Array(zip(triples, try weights(of: triples)))
    }
}
