import Graph

/// What lies between a listener's plays and a song in the graph as it is now.
///
/// Only knowledge relations are walked, either way; other listeners are counted.
package struct Connections {
    /// An edge that leads a step nearer to the song.
    private struct Link {
        let step: Path.Step
        let next: NodeID
        /// How many steps are left, this one included.
        let steps: Int
    }

    /// The song.
    package let song: NodeID
    /// The edges at the song, each followed towards it, by their other end.
    private var atSong: [NodeID: [Path.Step]] = [:]
    /// The edges at each play, followed away from it, by their other end.
    private var atPlays: [NodeID: [NodeID: [Path.Step]]] = [:]
    /// From each node near the song the edge that leads to it in the fewest steps, through nodes of few edges.
    private var links: [NodeID: Link] = [:]
    /// How many edges each node has that was looked at.
    private var degrees: [NodeID: Int] = [:]
    /// How many edges a path has at most.
    private let hops: Int
    /// How many others have played both the song and a play.
    private var users: [NodeID: Int] = [:]

    /// What lies between `plays` of `user` and `song`, at most `hops` edges apart.
    package init(
        from plays: [NodeID], of user: NodeID?, to song: NodeID, hops: Int, in reader: some GraphReader
    ) throws(RecommenderError) {
        (self.song, self.hops) = (song, hops)
        let knowledge = RelationSet.of(reader.vocabulary.knowledge)
        let plays = Set(plays).subtracting([song]).sorted()
        do throws(GraphError) {
            for (_, node, step) in try Self.edges(of: [song], via: knowledge, in: reader) {
                atSong[node, default: []].append(step.reversed)
            }
            for (play, node, step) in try Self.edges(of: plays, via: knowledge, in: reader) {
                atPlays[play, default: [:]][node, default: []].append(step)
            }
            try link(plays, hops: hops, knowledge, reader)
            try count(plays, of: user, reader)
        } catch { throw .graph(error) }
    }

    /// The paths of two steps by `relation` over each node that a play and the song have in common.
    func shared(_ play: NodeID, by relation: RelationID) -> [Path] {
        guard hops >= 2, let own = atPlays[play] else { return [] }
        return own.keys.filter { atSong[$0] != nil }.sorted().compactMap { node in
            guard let away = own[node]?.first(where: { $0.relation == relation }),
                let towards = atSong[node]?.first(where: { $0.relation == relation })
            else { return nil }
            return Path(at: play).appending(away, to: node).appending(towards, to: song)
        }
    }

    /// A shortest path, among these one through nodes of few edges; nil where none is near enough.
    package func nearest(_ play: NodeID) -> Path? {
        guard let own = atPlays[play] else { return nil }
        if let step = own[song]?.first { return Path(at: play).appending(step, to: song) }
        let first = own.keys.filter { links[$0] != nil }.min(by: precedes)
        guard var node = first, let step = own[node]?.first else { return nil }
        var path = Path(at: play).appending(step, to: node)
        while node != song, let link = links[node] {
            path = path.appending(link.step, to: link.next)
            node = link.next
        }
        return path
    }

    /// The best way from a play: a path, else the users who have played both; nil where nothing joins them.
    func way(from play: NodeID) -> Route.Way? {
        if play == song { return .itself }
        if let path = nearest(play) { return .edges(path) }
        return users(with: play) > 0 ? .users(users(with: play)) : nil
    }

    /// The most edges at a node that a way goes over: the fewer, the more it says.
    func breadth(of route: Route) -> Int { route.between.map { degrees[$0] ?? 0 }.max() ?? 0 }

    /// How many others have played both.
    func users(with play: NodeID) -> Int { users[play] ?? 0 }

    /// Looks outwards from the song until every play has met something, or `hops` are used up.
    private mutating func link(
        _ plays: [NodeID], hops: Int, _ relations: RelationSet, _ reader: some GraphReader
    ) throws(GraphError) {
        var frontier = [song]
        var lacking = plays.filter { atPlays[$0] != nil && atPlays[$0]?[song] == nil }
        var steps = 1
        while steps < hops, !lacking.isEmpty, !frontier.isEmpty {
            var reached: [NodeID] = []
            for (next, node, step) in try Self.edges(of: frontier, via: relations, in: reader)
            where node != song && links[node] == nil {
                links[node] = Link(step: step.reversed, next: next, steps: steps)
                reached.append(node)
            }
            for (node, degree) in zip(reached, try reader.degrees(of: reached)) { degrees[node] = degree }
            lacking.removeAll { play in atPlays[play]?.keys.contains { links[$0] != nil } ?? true }
            frontier = reached.sorted(by: precedes)
            steps += 1
        }
    }

    private mutating func count(
        _ plays: [NodeID], of user: NodeID?, _ reader: some GraphReader
    ) throws(GraphError) {
        guard let relation = reader.vocabulary.relation(named: Interactions.relationName) else { return }
        let listeners = try reader.neighbours(of: [song], via: .only([relation]), direction: .in).nodes
        let others = Set(listeners).subtracting([user].compactMap(\.self))
        guard !others.isEmpty else { return }
        let found = try reader.neighbours(of: plays, via: .only([relation]), direction: .in)
        for run in found.runs {
            users[plays[run.source]] = found.nodes[run.range].count(where: others.contains)
        }
    }

    private func precedes(_ left: NodeID, _ right: NodeID) -> Bool {
        let (one, other) = (links[left]?.steps ?? 0, links[right]?.steps ?? 0)
        if one != other { return one < other }
        let (few, many) = (degrees[left] ?? 0, degrees[right] ?? 0)
        return few == many ? left < right : few < many
    }

    /// The edges of each node of `frontier`, followed away from it.
    private static func edges(
        of frontier: [NodeID], via relations: RelationSet, in reader: some GraphReader
    ) throws(GraphError) -> [(from: NodeID, to: NodeID, step: Path.Step)] {
        let found = try reader.neighbours(of: frontier, via: relations, direction: .both)
        return found.runs.flatMap { run in
            found.nodes[run.range].map {
                (frontier[run.source], $0, Path.Step(relation: run.relation, isInverse: run.isInverse))
            }
        }
    }
}

extension Path.Step {
    /// The same edge followed the other way.
    fileprivate var reversed: Path.Step { Path.Step(relation: relation, isInverse: !isInverse) }
}
