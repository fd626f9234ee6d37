import Graph
import Tensor

/// What a graph knows about songs, a relation at a time, with how much each relation counts.
public struct SongKnowledge: Sendable {
    /// One relation's edges.
    public struct Part: Sendable {
        /// The relation's name.
        public let name: String
        /// How much a node counts in a neighbourhood that it belongs to by this relation.
        public let weight: Float
        /// Its edges.
        public let graph: KnowledgeGraph
    }

    /// The relations, in order of their names.
    public let parts: [Part]

    /// No knowledge.
    public init() { self.init(parts: []) }

    private init(parts: [Part]) { self.parts = parts }

    /// The edges of the relations that `settings.relations` names, of all that carry knowledge where it names none.
    ///
    /// A name that the graph has not, and one of plays, which would bring held-out songs in, is
    /// `RecommenderError.badValue`.
    public init(
        reading reader: some GraphReader, settings: TrainingSettings, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        guard settings.kind.readsGraph, settings.graph != .none else {
            self.init()
            return
        }
        let vocabulary = reader.vocabulary
        var wanted = vocabulary.knowledge.map { (name: vocabulary[$0].name, weight: 1 as Float) }
        if !settings.relations.isEmpty { wanted = settings.relations.map { (name: $0.name, weight: $0.weight) } }
        var parts: [Part] = []
        for (name, weight) in wanted.sorted(by: { $0.name < $1.name }) where weight > 0 {
            let relation = vocabulary.relation(named: name)
            guard let relation, !Vocabulary.listeningNames.contains(vocabulary[relation].name) else {
                let known = vocabulary.relations.map(\.name).filter { !Vocabulary.listeningNames.contains($0) }
                throw .badValue(
                    setting: "relations", value: name, expected: "some of " + known.joined(separator: " "))
            }
            let graph = try KnowledgeGraph(reading: reader, along: [relation], cancellation: cancellation)
            parts.append(Part(name: vocabulary[relation].name, weight: weight, graph: graph))
        }
        self.init(parts: parts)
    }
}

extension TrainingSettings {
    /// Whose surroundings each of `songs` has: its own, or another's where the graph is shuffled.
    package func origins(of songs: [NodeID]) -> [NodeID] {
        var origins = songs
        if graph == .shuffled {
            var random = RandomSource(seed: seed, stream: Stream.shuffledGraph)
            random.shuffle(&origins)
        }
        return origins
    }
}
