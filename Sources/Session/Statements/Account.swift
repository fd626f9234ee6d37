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
        var lines = [style.bold("\(song.reference) \(song.inline) – \(telling)".showingControls) + standing, ""]
        if reasons.count == 0 {
            lines.append(
                "no path of \(Note.count(hops, "hop")) or fewer leads here from the \(reasons.plays.grouped) songs that \(user.inline.showingControls) played"
            )
        } else {
            lines += reasons.shown.map { "  " + $0.text(naming: [0: "you", $0.steps.count: "★"]).showingControls }
            lines += [
                "",
                "\(reasons.count.grouped) of the \(reasons.plays.grouped) songs that you played lead here in \(Note.count(hops, "hop")) or fewer\(more)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var more: String {
        reasons.count > reasons.shown.count ? "; `paths N` shows more" : ""
    }

    private var standing: String {
        let played = reasons.own.map { "\nplayed ×\($0.brief): `recommend` leaves it out" } ?? ""
        guard let rank else { return "\nno score: model \(model) has not seen this song" + played }
        return played
            + "\nrank \(rank.rank.grouped) of \(rank.of.grouped), score \(Double(rank.score).shortened) by model \(model)"
    }
}
