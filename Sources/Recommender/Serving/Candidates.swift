import Graph

/// How songs around some nodes are looked for.
public struct CandidateRules: Sendable, Equatable {
    /// How many steps away a candidate may be.
    public var hops = 3
    /// How many steps away a song must be that the graph brings; what the model proposes is a candidate anyway.
    public var leastHops = 1
    /// The relations that a step may follow, either way; nil for those that carry knowledge (`Vocabulary.knowledge`).
    public var relations: [RelationID]?
    /// How many candidates there may be.
    public var limit = 500
    /// How many songs the model proposes.
    public var proposals = 10

    /// Three hops over knowledge relations, 500 candidates at most, ten proposals.
    public init() {}
}

/// The songs that are worth a score: the model's proposals, and the songs near them and near what the user played.
public struct Candidates: Sendable, Equatable {
    /// How a candidate was found.
    public enum Origin: String, Sendable {
        /// The model proposed it.
        case ncf
        /// The graph led to it.
        case graph
    }

    /// A song and how it was found.
    public struct Candidate: Sendable, Equatable {
        /// The song.
        public let song: NodeID
        /// How it was found.
        public let origin: Origin
        /// How many steps from the nearest proposal or played song; 0 for a proposal.
        public let hop: Int
    }

    /// The candidates: proposals first, then nearest first, then by number.
    public let all: [Candidate]
    /// Whether songs were left out because there were too many.
    public let isCapped: Bool

    /// The songs around `proposals` and `played`, no song of `leaving` among them.
    ///
    /// Proposals are candidates themselves. `played` edges are never followed unless the rules name them.
    public init(
        proposals: [NodeID], played: [NodeID], leaving: Set<NodeID>, in reader: some GraphReader,
        rules: CandidateRules = CandidateRules()
    ) throws(RecommenderError) {
        try self.init(
            proposals: proposals, played: played, leaving: leaving,
            around: ReaderSurroundings(reader, along: rules.relations ?? reader.vocabulary.knowledge), rules: rules)
    }

    /// How many nodes are looked at for songs at once.
    private static let portion = 1_024

    /// The same where the surroundings have chosen the relations.
    init(
        proposals: [NodeID], played: [NodeID], leaving: Set<NodeID>, around surroundings: some Surroundings,
        rules: CandidateRules
    ) throws(RecommenderError) {
        var found = proposals.map { Candidate(song: $0, origin: .ncf, hop: 0) }
        var walk = Walk(from: proposals + played, in: surroundings)
        var hop = 0
        while hop < rules.hops && found.count <= rules.limit && !walk.frontier.isEmpty {
            hop += 1
            try walk.step()
            guard hop >= rules.leastHops else { continue }
            // Some at a time: of a hub's songs few are wanted.
            var rest = walk.frontier[...]
            while !rest.isEmpty, found.count <= rules.limit {
                for song in try surroundings.songs(among: Array(rest.prefix(Self.portion))) {
                    if !leaving.contains(song) { found.append(Candidate(song: song, origin: .graph, hop: hop)) }
                }
                rest = rest.dropFirst(Self.portion)
            }
        }
        isCapped = found.count > rules.limit
        all = Array(found.prefix(rules.limit))
    }
}

/// A search outwards, a frontier at a time.
private struct Walk<Around: Surroundings> {
    /// The nodes met by the last step, ascending.
    private(set) var frontier: [NodeID] = []
    private var surroundings: Around
    /// Which nodes have been met, by number; those beyond its end have not.
    private var isMet: [Bool] = []
    private var reached: [NodeID] = []

    init(from starts: [NodeID], in surroundings: Around) {
        self.surroundings = surroundings
        go(to: starts)
    }

    /// Goes on to the nodes one step farther that were not met before.
    mutating func step() throws(RecommenderError) {
        reached.removeAll(keepingCapacity: true)
        try surroundings.step(from: frontier, into: &reached)
        go(to: reached)
    }

    private mutating func go(to nodes: [NodeID]) {
        if let last = nodes.max(), last.index >= isMet.count {
            isMet += [Bool](repeating: false, count: max(last.index + 1, 2 * isMet.count) - isMet.count)
        }
        frontier.removeAll(keepingCapacity: true)
        for node in nodes where !isMet[node.index] {
            isMet[node.index] = true
            frontier.append(node)
        }
        frontier.sort()
    }
}
