import Graph
import Recommender

/// An explanation with its names looked up, ready for a page or for programs.
struct ExplanationView {
    /// What a path adds to the score.
    struct Term {
        let path: PathView
        let weight: Double
    }

    /// The listener; nil is one whom the graph does not know.
    let user: NodeView?
    let song: NodeView
    /// The song's artist and year.
    let telling: String
    let model: String
    let hops: Int
    let explanation: Explanation
    /// How many paths are asked for; nil leaves it to the page.
    let limit: Int?
    /// What the paths add, the weightiest first.
    let terms: [Term]
    /// The paths that lead here where the score says nothing of the plays.
    let nearby: [PathView]
    /// What each play adds, and each node on the way, the weightiest first; users are counted as none.
    let plays: [(node: NodeView, weight: Double)]
    let carriers: [(node: NodeView?, weight: Double)]
    /// The edge from the listener to the song itself; nil where they have neither played it nor said something of it.
    let own: EdgeView?
    /// What would change the rank, where that was asked for.
    let changes: ChangesView?

    init(
        _ explanation: Explanation, of song: NodeView, for audience: Audience, model: String, hops: ClosedRange<Int>,
        limit: Int?, _ reading: Reading
    ) throws {
        let viewer = reading.viewer
        let routes = try RouteViewer(audience, viewer)
        telling = try viewer.telling(song)
        let found = explanation.account?.terms ?? []
        let all = zip(found, try routes.paths(found.map(\.route), to: song)).map { Term(path: $1, weight: $0.weight) }
        // Shorter paths than are asked for add to the score as well, and are summed up behind the others.
        let fitting = all.filter { hops.contains($0.path.hops) }
        terms = fitting + all.filter { !hops.contains($0.path.hops) }
        self.limit = fitting.count < all.count ? min(limit ?? ExplanationPage.usual, fitting.count) : limit
        nearby = try routes.paths(explanation.nearby, to: song).filter { hops.contains($0.hops) }
        let (plays, carriers) = (explanation.account?.plays ?? [], explanation.account?.carriers ?? [])
        self.plays = Array(zip(try viewer.nodes(plays.map(\.play)), plays.map(\.weight)))
        self.carriers = try carriers.map { ($0.node == song.id ? song : try $0.node.map(viewer.node), $0.weight) }
        own = routes.edge(to: song.id)
        changes = try explanation.counterfactuals.map { try ChangesView($0, routes, for: audience, viewer) }
        user = try audience.user.map(viewer.node)
        (self.song, self.model, self.hops) = (song, model, hops.upperBound)
        self.explanation = explanation
    }
}

extension ExplanationView {
    /// A row for programs, a page for people.
    var answer: Answer {
        var answer = Answer(columns: [
            .init("user"), .init("node"), .init("rank"), .init("of", holdsNodes: false), .init("score"), .init("model"),
            .init("residual", for: .json), .init("terms", for: .json), .init("plays", for: .json),
            .init("carriers", for: .json), .init("counterfactuals", for: .json),
        ])
        let (rank, account) = (explanation.rank, explanation.account)
        answer.rows = [
            [
                .text(user?.identity), .node(song), rank.map { .integer($0.rank) } ?? .null,
                rank.map { .integer($0.of) } ?? .null, account.map { .number($0.score) } ?? .null, .text(model),
                account.map { .number($0.residual) } ?? .null, .list(parts),
                .list(plays.map { Self.part(of: .node($0.node), $0.weight) }),
                .list(carriers.map { Self.part(of: $0.node.map(Cell.node) ?? Self.users, $0.weight) }),
                changes?.cell ?? .null,
            ]
        ]
        let page = ExplanationPage(self)
        answer.page = page.text
        answer.flattened = { flattened }
        if let notes = changes?.notes { answer.notes = notes }
        return answer
    }

    /// A row a part of the score.
    private var flattened: Answer {
        var answer = Answer(
            columns: ["user", "node", "rank", "of", "score", "model"].map {
                .init($0, for: .csv, holdsNodes: $0 == "node")
            } + ["kind", "weight", "share", "path"].map { .init($0) })
        let (rank, account) = (explanation.rank, explanation.account)
        let head: [Cell] = [
            .text(user?.identity), .node(song), rank.map { .integer($0.rank) } ?? .null,
            rank.map { .integer($0.of) } ?? .null, account.map { .number($0.score) } ?? .null, .text(model),
        ]
        answer.rows = parts.map { part in
            guard case .record(let members) = part else { return head }
            guard case .null = members[3].value, case .text("path") = members[0].value else {
                return head + members.map(\.value)
            }
            return head + members.prefix(3).map(\.value) + [.text(more(terms.count - (limit ?? terms.count)))]
        }
        return answer
    }

    /// The parts of the score, or the paths that lead here where it has none of the kind.
    private var parts: [Cell] {
        guard let account = explanation.account, !terms.isEmpty else {
            let shown = nearby.prefix(limit ?? nearby.count).map { term("path", nil, .path($0)) }
            let ends = explanation.account.map { [term("bias", $0.bias), term("other", $0.other)] } ?? []
            return shown + ends
        }
        let shown = terms.prefix(limit ?? terms.count)
        var parts = shown.map { term("path", $0.weight, .path($0.path)) }
        let left = terms.dropFirst(shown.count)
        if !left.isEmpty { parts.append(term("path", left.reduce(0) { $0 + $1.weight })) }
        return parts + [term("bias", account.bias), term("other", account.other)]
    }

    private func term(_ kind: String, _ weight: Double?, _ path: Cell = .null) -> Cell {
        let share = weight.flatMap { weight in explanation.account.flatMap { $0.size > 0 ? weight / $0.size : nil } }
        return .record([
            ("kind", .text(kind)), ("weight", weight.map(Cell.number) ?? .null),
            ("share", share.map(Cell.number) ?? .null), ("path", path),
        ])
    }

    /// The other listeners, all of them.
    private static var users: Cell { .record([("type", .text("users"))]) }

    private static func part(of node: Cell, _ weight: Double) -> Cell {
        .record([("node", node), ("weight", .number(weight))])
    }
}

extension PathView {
    /// How many edges lie between the play and the song: all but the listener's own.
    fileprivate var hops: Int { max(start.isUser ? steps.count - 1 : steps.count, 1) }
}
