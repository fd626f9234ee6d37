import Grammar
import Graph
import Recommender

extension Session {
    /// `recommend … because`: `answer`, whose rows are those of `list`, with what carries most of each score.
    ///
    /// A person reads it below each row; programs get the three strongest paths.
    func because(
        _ answer: Answer, _ list: SongList, _ asked: ListRequest, for audience: Audience, _ reading: Reading
    ) throws -> Answer {
        let songs = list.rows.map(\.song)
        guard !songs.isEmpty else { return answer }
        let (_, model) = try self.model(asked.model)
        let accounts = try Account.accounts(
            of: songs, for: audience.taste, mayBeNew: audience.isTalking, by: model,
            hops: asked.request.rules.hops, in: reading.reader, cancellation: cancellation)
        let routes = try RouteViewer(audience, reading.viewer)
        let asked = zip(accounts, try reading.viewer.nodes(songs)).map { account, song in
            (account?.strongest.prefix(3) ?? []).map { (route: $0.route, song: song) }
        }
        var paths = try routes.paths(asked.flatMap { $0 })[...]
        let reasons = accounts.map { account in
            (account?.strongest.prefix(3) ?? []).map { term in
                Reason(
                    share: term.weight / max(account?.size ?? 1, .leastNormalMagnitude), weight: term.weight,
                    path: paths.removeFirst())
            }
        }
        var whole = answer
        whole.columns += [
            .init("share", for: [.csv, .wide]), .init("because", for: [.csv, .wide]), .init("because", for: .json),
        ]
        for (place, all) in reasons.enumerated() {
            whole.rows[place] += [
                all.first.map { .number($0.share) } ?? .null, all.first.map { .path($0.path) } ?? .null,
                .list(all.map(\.cell)),
            ]
        }
        whole.below = { style in reasons.map { $0.first?.line(style) } }
        return whole
    }
}

/// A path and its part of a score.
struct Reason {
    let share: Double
    let weight: Double
    let path: PathView

    /// The reason for programs.
    var cell: Cell { .record([("share", .number(share)), ("weight", .number(weight)), ("path", .path(path))]) }

    /// The path below the row that it is of.
    func line(_ style: Style) -> String {
        let text = "└ \(Int((100 * share).rounded()))%  " + path.text(naming: path.ends).showingControls
        let lines = text.wrapped(to: style.width.map { $0 - 6 }, indent: 7).split(separator: "\n")
        return lines.map { style.dim("      " + $0) }.joined(separator: "\n")
    }
}

extension PathView {
    /// What stands for the ends of a path to a song: the listener is spoken to, the song is a star.
    var ends: [Int: String] {
        guard !steps.isEmpty else { return [:] }
        return start.isUser ? [0: "you", steps.count: "★"] : [steps.count: "★"]
    }
}
