import Graph

/// A count of answers, for each node of a variable or of all, from counts of parts of the pattern.
///
/// Counts multiply where branches of a pattern meet and add up along an edge (Yannakakis 1981; Abo Khamis, Ngo and
/// Rudra 2016), as long as nothing ties two branches together. That two edge variables take different edges, and that
/// two nodes differ, does: such answers are counted as if it did not matter, and those in which the two are one are
/// taken off, by inclusion and exclusion. In these, variables are merged, so that they are again answers of a pattern.
struct CountPlan {
    /// A pattern whose answers count `sign` times.
    struct Term {
        let sign: Int
        let tree: CountTree
        /// The variable of the tree for whose nodes answers are counted; nil for all answers together.
        let root: Int?
    }

    /// The patterns, the one in which nothing is merged first.
    let terms: [Term]

    /// At most how many things may be wished different: every subset of them is looked at.
    private static let wishLimit = 6

    /// The plan for an answer; nil where it asks for more than counts, or where the pattern has a cycle.
    init?(_ pattern: MatchPattern, _ wanted: MatchReturn, _ vocabulary: Vocabulary) {
        guard wanted.isCount, wanted.group ?? 0 < pattern.nodes.count, let draft = CountDraft(pattern, vocabulary),
            draft.wishes.count <= Self.wishLimit
        else { return nil }
        let whole = Partition(pattern.nodes.count)
        var signs = draft.signs
        guard signs.removeValue(forKey: whole) == 1, draft.merged(by: whole) != nil else { return nil }
        var terms: [Term] = []
        for (partition, sign) in [(whole, 1)] + signs.sorted(by: { $0.key < $1.key }) where sign != 0 {
            guard let merged = draft.merged(by: partition) else { continue }
            guard let tree = CountTree(merged) else { return nil }
            let root = wanted.group.flatMap { merged.origins.firstIndex(of: partition[$0]) }
            terms.append(Term(sign: sign, tree: tree, root: root))
        }
        self.terms = terms
    }
}

extension MatchReturn {
    /// The node variable by which answers are grouped, where that is all that is returned beside aggregates.
    var group: Int? {
        for case .value(.column(let column)) in items { return column }
        return nil
    }

    /// Whether nothing but numbers of answers is returned, and the one node that they are numbers for.
    fileprivate var isCount: Bool {
        items.contains(where: \.isAggregate)
            && items.allSatisfy { item in
                switch item {
                case .value(let term): group.map { term == .column($0) } ?? false
                case .aggregate(.count, nil, _), .aggregate(.count, .column, false): true
                case .aggregate: false
                }
            }
    }
}

/// A pattern with what each node variable must meet by itself, and which variable of the query each is.
struct MergedPattern {
    var pattern: MatchPattern
    var filters: [NodeFilter]
    var origins: [Int]
}

/// A pattern taken apart into its tree and the wishes that tie branches together.
private struct CountDraft {
    /// Pairs of variables that must not all be one each at once.
    private(set) var wishes: [[(Int, Int)]] = []
    private var pattern: MatchPattern
    private var filters: [NodeFilter]
    private let types: [Set<TypeID>]

    init?(_ pattern: MatchPattern, _ vocabulary: Vocabulary) {
        guard pattern.edges.allSatisfy({ $0.repetition == nil }) else { return nil }
        self.pattern = pattern
        self.pattern.edges = pattern.edges.map(\.pointingOut)
        types = vocabulary.possibleTypes(in: pattern)
        filters = pattern.nodes.map { _ in NodeFilter() }
        for part in pattern.condition?.conjuncts ?? [] where !take(part) { return nil }
        for later in pattern.edges.indices {
            for earlier in 0..<later where !keepApart(earlier, later) { return nil }
        }
    }

    /// Takes a part of the condition in; false where it is neither about one node nor a wish.
    private mutating func take(_ part: Condition) -> Bool {
        let columns = part.columns
        guard !columns.isEmpty, columns.allSatisfy({ $0 < pattern.nodes.count }) else { return false }
        if columns.count == 1, let node = columns.first {
            filters[node].conditions.append(part.compact.subject)
            return true
        }
        guard case .comparison(.column(let left), .unequal, .column(let right)) = part else { return false }
        if let only = pattern.only(left) {
            filters[right].excluded.append(only)
        } else if let only = pattern.only(right) {
            filters[left].excluded.append(only)
        } else {
            wishes.append([(left, right)])
        }
        return true
    }

    /// Adds the wish that two edge variables of one chain take different edges, if they could take the same; false where
    /// merging their ends would not say that they do.
    private mutating func keepApart(_ earlier: Int, _ later: Int) -> Bool {
        let (one, other) = (pattern.edges[earlier], pattern.edges[later])
        guard one.choice.relations.meets(other.choice.relations) else { return true }
        guard one.choice == other.choice, one.choice.direction == .out,
            case .only(let relations) = one.choice.relations,
            relations.count == 1
        else { return false }
        guard one.chain == other.chain else { return true }
        var same = Partition(pattern.nodes.count)
        same.join(one.from, other.from)
        same.join(one.to, other.to)
        if merged(by: same) != nil { wishes.append([(one.from, other.from), (one.to, other.to)]) }
        return true
    }

    /// How often the answers of each pattern with merged variables count: inclusion and exclusion over the wishes.
    var signs: [Partition: Int] {
        var signs: [Partition: Int] = [:]
        for chosen in 0..<1 << wishes.count {
            var partition = Partition(pattern.nodes.count)
            let missed = wishes.indices.filter { chosen >> $0 & 1 == 1 }
            for pair in missed.flatMap({ wishes[$0] }) { partition.join(pair.0, pair.1) }
            signs[partition, default: 0] += missed.count.isMultiple(of: 2) ? 1 : -1
        }
        return signs
    }

    /// The pattern with the variables of each class as one; nil where no node can be all of them.
    func merged(by partition: Partition) -> MergedPattern? {
        let origins = pattern.nodes.indices.filter { partition[$0] == $0 }
        var merged = MergedPattern(pattern: MatchPattern(nodes: []), filters: [], origins: origins)
        for origin in origins {
            let members = pattern.nodes.indices.filter { partition[$0] == origin }
            guard let node = node(for: members) else { return nil }
            merged.pattern.nodes.append(node)
            merged.filters.append(members.map { filters[$0] }.reduce(NodeFilter(), +))
        }
        for edge in pattern.edges {
            let ends = [edge.from, edge.to].compactMap { origins.firstIndex(of: partition[$0]) }
            let moved = MatchPattern.Edge(from: ends[0], to: ends[1], edge.choice)
            // Where edge variables may share edges they are of one relation: the same ends are then the same edge.
            if !merged.pattern.edges.contains(moved) { merged.pattern.edges.append(moved) }
        }
        return merged
    }

    /// The variable that stands for all of `members`.
    private func node(for members: [Int]) -> MatchPattern.Node? {
        let open = members.dropFirst().reduce(types[members[0]]) { $0.intersection(types[$1]) }
        guard members.count == 1 || !open.isEmpty else { return nil }
        var node = pattern.nodes[members[0]]
        for other in members.dropFirst().map({ pattern.nodes[$0] }) {
            node.type = node.type ?? other.type
            guard let theirs = other.candidates else { continue }
            node.candidates = node.candidates.map { $0.filter(theirs.containsSorted) } ?? theirs
        }
        let excluded = members.flatMap { filters[$0].excluded }
        node.candidates?.removeAll(where: excluded.contains)
        return node.candidates?.isEmpty == true ? nil : node
    }
}

extension MatchPattern {
    /// The one node that a variable can be, if there is but one.
    fileprivate func only(_ node: Int) -> NodeID? {
        nodes[node].candidates.flatMap { $0.count == 1 ? $0[0] : nil }
    }
}

extension MatchPattern.Edge {
    /// The same edges written the other way round where they point back.
    fileprivate var pointingOut: MatchPattern.Edge {
        choice.direction == .in ? MatchPattern.Edge(from: to, to: from, choice.reversed, chain: chain) : self
    }
}
