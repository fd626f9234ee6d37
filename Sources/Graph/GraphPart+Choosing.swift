extension GraphPart {
    /// All that is within `hops` steps of a node, along any edge, either way.
    public init(
        around node: NodeID, hops: Int, of whole: Whole, cancellation: Cancellation = Cancellation()
    ) throws(GraphError) {
        let members = try Self.reached(from: [node], hops: hops, via: .all, in: whole, cancellation)
        try self.init(members, of: whole, cancellation: cancellation)
    }

    /// `count` listeners drawn by `seed`, all songs that they have a say about, and what is known of those within `hops`
    /// steps by relations of knowledge.
    public init(
        listeners count: Int, seed: UInt64, hops: Int, of whole: Whole, cancellation: Cancellation = Cancellation()
    ) throws(GraphError) {
        let vocabulary = whole.vocabulary
        let listening = Vocabulary.listeningNames.compactMap(vocabulary.relation(named:))
        var all: Set<NodeID> = []
        for relation in listening { all.formUnion(try whole.heads(of: relation)) }
        let order = all.map { (draw: Self.draw($0, seed), node: $0) }.sorted { $0 < $1 }
        let listeners = order.prefix(count).map(\.node).sorted()
        let songs = try Self.reached(from: Set(listeners), hops: 1, via: .of(listening), .out, in: whole, cancellation)
            .subtracting(listeners)
        let known = try Self.reached(from: songs, hops: hops, via: .of(vocabulary.knowledge), in: whole, cancellation)
        try self.init(known.union(listeners), of: whole, cancellation: cancellation)
    }

    /// The nodes within `hops` steps of others, those themselves too.
    private static func reached(
        from start: Set<NodeID>, hops: Int, via relations: RelationSet, _ direction: Direction = .both,
        in whole: Whole, _ cancellation: Cancellation
    ) throws(GraphError) -> Set<NodeID> {
        var (reached, frontier) = (start, start.sorted())
        var adjacency = Adjacency()
        for _ in 0..<hops where !frontier.isEmpty {
            var next: Set<NodeID> = []
            for from in stride(from: 0, to: frontier.count, by: portion) {
                try cancellation.check()
                let asked = Array(frontier[from..<min(from + portion, frontier.count)])
                try whole.neighbours(of: asked, via: relations, direction: direction, into: &adjacency)
                for node in adjacency.nodes where reached.insert(node).inserted { next.insert(node) }
            }
            frontier = next.sorted()
        }
        return reached
    }

    /// A number drawn for a node: SplitMix64's mix of its number and the seed.
    private static func draw(_ node: NodeID, _ seed: UInt64) -> UInt64 {
        var mixed = UInt64(node.rawValue) &+ (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
