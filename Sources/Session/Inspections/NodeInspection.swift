import Graph
import Recommender

/// What `inspect NODE` shows: its edges by relation with the weightiest ends, for a listener what the songs played have
/// in common, and what the model in use knows of it.
struct NodeInspection {
    /// The edges of one relation, one way.
    struct Relation {
        let name: String
        let isInverse: Bool
        let count: Int
        /// What their weights sum up to, and how they are spread; nil where they have none.
        let weight: (sum: Int, spread: Histogram)?
        /// The ends with the weightiest edges, each with its weight, or with the most edges of their own.
        let first: [(node: NodeView, weight: Int?)]
    }

    /// What a listener's songs lead to by a relation: each with the plays of these songs.
    struct Taste {
        let relation: String
        let ends: [(node: NodeView, plays: Int)]
        let plays: Int
    }

    let node: NodeView
    let telling: String
    let relations: [Relation]
    let tastes: [Taste]
    /// What the model in use knows of it; nil where there is none.
    let model: (name: String, isKnown: Bool)?

    /// How many ends are told of a relation.
    private static let shown = 5

    /// Looks at a node; `model` is the one in use.
    init(_ id: NodeID, by model: (name: String, model: Model)?, _ reading: Reading) throws {
        node = try reading.viewer.node(id)
        telling = try reading.viewer.telling(node)
        let adjacency = try reading.reader.neighbours(of: [id])
        relations = try adjacency.runs.map {
            try Relation(of: id, by: $0, to: Array(adjacency.nodes[$0.range]), first: Self.shown, reading)
        }
        tastes = node.isUser ? try Self.tastes(of: id, reading) : []
        let isUser = node.isUser
        self.model = model.map { name, model in
            (name, isUser ? model.place(ofUser: id) != nil : model.place(ofSong: id) != nil)
        }
    }

    /// How many plays an edge stands for.
    private static func count(_ weight: Float?) -> Int {
        guard let weight, (0...Float(Vocabulary.countLimit)).contains(weight) else { return 1 }
        return Int(weight)
    }

    private static func tastes(of user: NodeID, _ reading: Reading) throws -> [Taste] {
        let vocabulary = reading.vocabulary
        guard let played = vocabulary.relation(named: Interactions.relationName) else { return [] }
        let plays = try reading.reader.edges(of: [user], by: played)
        let counts = plays.map { Self.count($0.weight) }
        return try vocabulary.knowledge.compactMap { relation in
            let songs = plays.map(\.edge.tail)
            let adjacency = try reading.reader.neighbours(of: songs, via: .only([relation]), direction: .out)
            var sums: [NodeID: Int] = [:]
            for run in adjacency.runs {
                for end in adjacency.nodes[run.range] {
                    sums[end, default: 0] += counts[run.source]
                }
            }
            guard !sums.isEmpty else { return nil }
            let first = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(shown)
            let views = try reading.viewer.nodes(first.map(\.key))
            return Taste(
                relation: vocabulary[relation].name, ends: Array(zip(views, first.map(\.value))),
                plays: counts.reduce(0, +))
        }
    }
}

extension NodeInspection.Relation {
    /// The edges of a run of a node's neighbours.
    fileprivate init(
        of node: NodeID, by run: Adjacency.Run, to ends: [NodeID], first shown: Int, _ reading: Reading
    ) throws {
        (name, isInverse, count) = (reading.viewer.relation(run.relation), run.isInverse, ends.count)
        let triples = ends.map { run.isInverse ? Triple($0, run.relation, node) : Triple(node, run.relation, $0) }
        let found = try reading.reader.weights(of: triples)
        let histogram = Histogram(weights: found.compactMap(\.self))
        // Weights that are no counts only tell which comes first.
        let weights = histogram == nil ? found.map { _ in nil } : found.map { $0.map { Int($0) } }
        weight = histogram.map { (weights.reduce(0) { $0 + ($1 ?? 0) }, $0) }
        let ranks =
            try found.contains { $0 != nil }
            ? found.map { $0 ?? 0 } : reading.reader.degrees(of: ends).map(Float.init)
        let order = ends.indices.sorted { (ranks[$1], ends[$0]) < (ranks[$0], ends[$1]) }.prefix(shown)
        first = Array(zip(try reading.viewer.nodes(order.map { ends[$0] }), order.map { weights[$0] }))
    }
}
