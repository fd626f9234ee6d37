import Grammar
import Graph
import Query
import Recommender

extension Session {
    /// `explain USER SONG`: where the song stands for the user, and the shortest paths to it from what they played.
    func explain(_ statement: Explain, _ reading: Reading) throws -> Answer {
        guard let songReference = statement.second else { throw SessionError(.noListener, at: statement.first.span) }
        if statement.counterfactual { throw SessionError(.notYet("`counterfactual`")) }
        let user = try reading.binder.node(statement.first, wanted: "user")
        let song = try reading.binder.node(songReference, wanted: "song")
        let (name, model) = try self.model(statement.model)
        let rank = try located(statement.first) { try standing(of: song, for: user, by: model, reading) }
        let hops = statement.hops?.upperBound ?? 3
        let reasons = try Reasons(
            for: song, user: user, hops: hops, limit: statement.paths ?? 5, query: reading.query, reading)
        let account = Account(
            user: try reading.viewer.node(user), song: try reading.viewer.node(song),
            telling: try reading.viewer.telling(try reading.viewer.node(song)), model: name, rank: rank, hops: hops,
            reasons: reasons)
        return account.answer
    }

    /// Rank and score; nil where the model has never seen the song.
    private func standing(of song: NodeID, for user: NodeID, by model: Model, _ reading: Reading) throws -> SongRank? {
        do { return try SongRank(of: song, for: user, by: model, in: reading.reader) } catch {
            if case .songUnknownToModel = error { return nil }
            throw error
        }
    }
}

/// The best path to a song from each of a listener's plays.
private struct Reasons {
    /// A path that starts with the listener's play.
    struct Reason {
        let path: Path
        let view: PathView
        let plays: Float?
        /// The most edges at a node between the play and the song: the fewer, the more the path says.
        let breadth: Int
    }

    let shown: [Reason]
    /// How many of the plays have a path at all.
    let count: Int
    let plays: Int

    init(
        for song: NodeID, user: NodeID, hops: Int, limit: Int, query: GraphQuery<some GraphReader>, _ reading: Reading
    ) throws {
        guard let played = reading.vocabulary.relation(named: "played") else {
            (shown, count, plays) = ([], 0, 0)
            return
        }
        let songs = try reading.reader.neighbours(of: [user], via: .only([played]), direction: .out).nodes
            .filter { $0 != song }
        let weights = try reading.reader.weights(of: songs.map { Triple(user, played, $0) })
        let edges = EdgeChoice(.of(reading.vocabulary.knowledge), .both)
        let lists = try query.shortestPaths(fromEach: songs, to: song, by: edges, hops: hops, limit: 16)
        var best: [Reason] = []
        for (list, weight) in zip(lists, weights) {
            let reasons = try list.paths.map {
                try Self.reason($0, user: user, played: played, plays: weight, reading)
            }
            if let first = reasons.min(by: Self.precedes) { best.append(first) }
        }
        best.sort(by: Self.precedes)
        (shown, count, plays) = (Array(best.prefix(limit)), best.count, songs.count)
    }

    private static func reason(
        _ path: Path, user: NodeID, played: RelationID, plays: Float?, _ reading: Reading
    ) throws -> Reason {
        var whole = Path(at: user).appending(.init(relation: played, isInverse: false), to: path.start)
        for (step, node) in zip(path.steps, path.nodes.dropFirst()) { whole = whole.appending(step, to: node) }
        let between = Array(path.nodes.dropFirst().dropLast())
        return Reason(
            path: whole, view: try reading.viewer.path(whole), plays: plays,
            breadth: try reading.reader.degrees(of: between).max() ?? 0)
    }

    /// Shorter, then through nodes with fewer edges, then played more, then by node numbers.
    private static func precedes(_ left: Reason, _ right: Reason) -> Bool {
        if left.path.length != right.path.length { return left.path.length < right.path.length }
        if left.breadth != right.breadth { return left.breadth < right.breadth }
        if left.plays != right.plays { return left.plays ?? 0 > right.plays ?? 0 }
        return left.path.nodes.lexicographicallyPrecedes(right.path.nodes)
    }
}

/// An explanation, ready for a page or for programs.
private struct Account {
    let user: NodeView
    let song: NodeView
    let telling: String
    let model: String
    let rank: SongRank?
    let hops: Int
    let reasons: Reasons

    var answer: Answer {
        var answer = Answer(columns: [
            .init("user"), .init("node"), .init("rank"), .init("of"), .init("score"), .init("model"),
            .init("residual", for: .json),
            .init("terms", for: .json), .init("counterfactuals", for: .json),
        ])
        let terms = reasons.shown.map {
            Cell.record([("kind", .text("path")), ("weight", .null), ("share", .null), ("path", .path($0.view))])
        }
        answer.rows = [
            [
                .text(user.identity), .node(song), rank.map { .integer($0.rank) } ?? .null,
                rank.map { .integer($0.of) } ?? .null, rank.map { .number($0.score) } ?? .null, .text(model), .null,
                .list(terms), .null,
            ]
        ]
        answer.page = page
        return answer
    }

    private func page(_ style: Style) -> String {
        var lines = [style.bold("\(song.reference) \(song.inline) – \(telling)") + standing, ""]
        if reasons.shown.isEmpty {
            lines.append(
                "no path of \(hops) hops or fewer leads here from the \(reasons.plays.grouped) songs that \(user.inline) played"
            )
        } else {
            lines += reasons.shown.map { "  " + $0.view.text(naming: [0: "you", $0.path.length: "★"]).showingControls }
            lines += [
                "",
                "\(reasons.count.grouped) of the \(reasons.plays.grouped) songs that you played lead here in \(hops) hops or fewer\(more)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var more: String {
        reasons.count > reasons.shown.count ? "; `paths N` shows more" : ""
    }

    private var standing: String {
        guard let rank else { return "\nno score: model \(model) has not seen this song" }
        return
            "\nrank \(rank.rank.grouped) of \(rank.of.grouped), score \(Double(rank.score).shortened) by model \(model)"
    }
}
