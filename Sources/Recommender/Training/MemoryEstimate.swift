import Graph

/// About how many bytes a training takes at once, so that one that cannot fit is refused before it begins.
struct MemoryEstimate {
    private let settings: TrainingSettings
    private let users: Int
    private let songs: Int
    private let pairs: Int
    /// The nodes that may have an embedding.
    private let nodes: Int

    init(_ settings: TrainingSettings, _ data: TrainingData) {
        (self.settings, users, songs) = (settings, data.interactions.users.count, data.interactions.songs.count)
        pairs = data.holdout.train.pairCount
        let graphs = data.knowledge.parts.map(\.graph)
        let named = (0..<(graphs.first?.nodeCount ?? 0)).count { node in
            graphs.contains { !$0.neighbours(of: NodeID(node)).isEmpty }
        }
        nodes = max(songs, named)
    }

    /// The bytes of the kind's tables, of their moments where Adam moves them, and of the copy of the best epoch.
    var bytes: Int {
        switch settings.kind {
        case .popularity: 4 * songs
        case .itemknn: 8 * songs * min(settings.k, songs) + 8 * pairs
        case .userknn: 12 * pairs
        case .ease: 8 * min(songs, users) * min(songs, users)
        case .als: als(factors: settings.factors, users: users, pairs: pairs)
        case .bpr: 3 * 4 * (users + songs) * (settings.factors + 1) + 24 * pairs
        case .lightgcn: 8 * 4 * (users + songs) * settings.factors + 24 * pairs
        case .ncf, .gmf, .mlp: network
        case .paper: network + ranker(of: songs, extras: 0)
        case .segue:
            als(factors: settings.nested(.als).factors, users: users, pairs: min(pairs, 60 * settings.listeners))
                + ease + ranker(of: songs, extras: 4 + settings.evidence.count)
        }
    }

    private func als(factors: Int, users: Int, pairs: Int) -> Int { 4 * (3 * songs + users) * factors + 8 * pairs }

    private var ease: Int {
        let width = songs > EASE.mostSongs ? EASE.coreSize : min(songs, users)
        return settings.evidence.contains(.ease) ? 8 * width * width : 0
    }

    private var network: Int {
        let shape = settings.shape(users: users, songs: songs)
        return 5 * 4 * (users + songs) * shape.width
    }

    /// How many entries the neighbourhoods have, at most.
    var neighbours: Int {
        guard settings.kind.readsGraph else { return 0 }
        return (settings.form == .layered ? nodes : songs) * min(settings.neighbours, nodes)
    }

    private func ranker(of songs: Int, extras: Int) -> Int {
        let copies = settings.nodeRate == 0 ? 2 : 5
        let tables = copies * 4 * nodes * settings.embedding
        let songRows = 2 * 4 * songs * (settings.embedding + 3 * settings.state + settings.hidden)
        let lists = 2 * 8 * neighbours
        let cases = min(settings.cases, 2 * pairs) * (1 + settings.negatives) * (2 + 2 * extras) * 4
        return tables + songRows + lists + cases
    }
}

extension Trainer {
    /// Throws `tooMuchMemory` where a training takes more than `memory` bytes, about, and `badValue` where neighbourhoods
    /// are more than their places can number.
    public static func expect(
        _ settings: TrainingSettings, on data: TrainingData, within memory: Int
    ) throws(RecommenderError) {
        let estimate = MemoryEstimate(settings, data)
        guard estimate.neighbours <= Int32.max else {
            throw .badValue(
                setting: "neighbours", value: "\(settings.neighbours)", expected: "fewer for so many songs")
        }
        if estimate.bytes > memory {
            throw .tooMuchMemory(needed: estimate.bytes, allowed: memory, kind: settings.kind)
        }
    }
}
