import Recommender

/// An explanation, ready for a page or for programs.
struct Account {
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
            Cell.record([("kind", .text("path")), ("weight", .null), ("share", .null), ("path", .path($0))])
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
        let title = "\(song.reference) \(song.inline) – \(telling)".showingControls.wrapped(to: style.width, indent: 6)
        let paths = reasons.shown.map { "  " + $0.text(naming: [0: "you", $0.steps.count: "★"]).showingControls }
        let lines = standing + [""] + (paths.isEmpty ? [] : paths + [""]) + [summary]
        return style.bold(title) + "\n" + lines.map { $0.wrapped(to: style.width, indent: 6) + "\n" }.joined()
    }

    /// Where the song stands by the model, and whether it was played.
    private var standing: [String] {
        let place = rank.map {
            "rank \($0.rank.grouped) of \($0.of.grouped), score \(Double($0.score).shortened) by model \(model)"
        }
        return [place ?? "no score: model \(model) has not seen this song"]
            + (reasons.own.map { ["played ×\($0.brief): `recommend` leaves it out"] } ?? [])
    }

    /// From how many of the plays there is a path.
    private var summary: String {
        let near = Note.count(hops, "hop") + " or fewer"
        let plays = Note.count(reasons.plays, "song")
        if reasons.count == 0 {
            return "no path of \(near) leads here from the \(plays) that \(user.inline.showingControls) played"
        }
        let more = reasons.count > reasons.shown.count ? "; `paths N` shows more" : ""
        return "\(reasons.count.grouped) of the \(plays) that you played lead here in \(near)\(more)"
    }
}
