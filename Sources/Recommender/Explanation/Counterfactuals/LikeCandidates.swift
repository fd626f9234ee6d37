import Graph

/// The songs whose liking may bring another into the top: those that share the rarest nodes with it, and those whose
/// vectors lie nearest.
struct LikeCandidates {
    /// The songs, by how promising they are.
    let songs: [NodeID]

    /// How many are looked at of each kind.
    static let most = 15

    init(for song: NodeID, _ listener: Listener, in reader: some GraphReader) throws(RecommenderError) {
        let model = listener.model
        let taken = listener.left.union([song])
        var found = try reading { () throws(GraphError) in
            try Self.sharing(with: song, besides: taken, model, reader)
        }
        if model.kind.hasVectors {
            do throws(RecommenderError) {
                let near = try VectorNeighbours(of: song, by: model, in: reader, top: Self.most + taken.count)
                found += near.rows.map(\.song).filter { !taken.contains($0) }.prefix(Self.most)
            } catch .songWithoutVector {
                // Then what it shares in the graph is all there is.
            }
        }
        var seen: Set<NodeID> = []
        songs = found.filter { seen.insert($0).inserted }
    }

    /// Songs of the model's that share a node of few edges with `song`.
    private static func sharing(
        with song: NodeID, besides taken: Set<NodeID>, _ model: Model, _ reader: some GraphReader
    ) throws(GraphError) -> [NodeID] {
        let knowledge = RelationSet.of(reader.vocabulary.knowledge)
        let around = Set(try reader.neighbours(of: [song], via: knowledge, direction: .both).nodes).sorted()
        let nodes = zip(try reader.degrees(of: around), around).sorted { $0 < $1 }.map(\.1)
        var found: [NodeID] = []
        for node in nodes where found.count < most {
            let songs = try reader.neighbours(of: [node], via: knowledge, direction: .both).nodes
            for other in [node] + songs where found.count < most {
                if !taken.contains(other), !found.contains(other), model.place(ofSong: other) != nil {
                    found.append(other)
                }
            }
        }
        return found
    }
}
