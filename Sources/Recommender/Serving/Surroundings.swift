import Graph

/// Where songs near others are looked for: a graph as it is read, or a copy of its knowledge in memory.
protocol Surroundings {
    /// Appends the nodes one step away from those of `frontier` to `reached`, in any order and with repeats.
    mutating func step(from frontier: [NodeID], into reached: inout [NodeID]) throws(RecommenderError)

    /// Those of `nodes` that are songs, in their order.
    func songs(among nodes: [NodeID]) throws(RecommenderError) -> [NodeID]
}

/// A graph as it is read, along some relations, either way.
struct ReaderSurroundings<Reader: GraphReader>: Surroundings {
    private let reader: Reader
    private let relations: RelationSet
    private let song: TypeID?
    private var adjacency = Adjacency()

    init(_ reader: Reader, along relations: [RelationID]) {
        (self.reader, self.relations) = (reader, .of(relations))
        song = reader.vocabulary.type(named: "song")
    }

    mutating func step(from frontier: [NodeID], into reached: inout [NodeID]) throws(RecommenderError) {
        do {
            try reader.neighbours(of: frontier, via: relations, direction: .both, into: &adjacency)
        } catch { throw .graph(error) }
        reached += adjacency.nodes
    }

    func songs(among nodes: [NodeID]) throws(RecommenderError) -> [NodeID] {
        guard let song else { return [] }
        return try reading { () throws(GraphError) in try reader.nodes(nodes) }.filter { $0.type == song }.map(\.id)
    }
}
