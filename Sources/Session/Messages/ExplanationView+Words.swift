import Foundation
import Recommender

extension ExplanationView {
    /// The score as the sum of its parts, or that there is none.
    var sum: [String] {
        guard let account = explanation.account else {
            return ["no score: model \(model) has not seen this song; `train` again"]
        }
        var parts = [("song bias", account.bias), ("other", account.other)]
        if !terms.isEmpty { parts.insert(("paths", account.paths), at: 0) }
        let isWhole = parts.allSatisfy { $0.1 >= 0 } && account.score > 0
        let shown = parts.map { name, weight in
            "\(name) \(self.shown(weight))"
                + (isWhole ? " (\(Int((100 * weight / Double(account.score)).rounded()))%)" : "")
        }
        return ["score \(self.shown(Double(account.score))) = " + shown.joined(separator: " + ")]
    }

    /// The line of the paths that are not shown.
    func more(_ count: Int) -> String { "\(Note.count(count, "path")) more" }

    /// A part of the score, to as many decimals as its size wants, all parts alike.
    func shown(_ weight: Double) -> String {
        let size = max(abs(Double(explanation.account?.score ?? 0)), (explanation.account?.size ?? 0) / 10, 1e-6)
        let decimals = min(max(2 - Int(log10(size).rounded(.down)), 0), 8)
        let text = String(format: "%.\(size < 10 ? max(decimals, 2) : decimals)f", weight)
        return text.allSatisfy({ "-0.".contains($0) }) ? text.replacing("-", with: "") : text
    }

    /// What is said below the paths.
    var closing: [String] {
        var lines: [String] = []
        if !terms.isEmpty {
            lines.append("  by play  " + list(plays.map { ($0.node.inline, $0.weight) }))
            lines.append("  through  " + list(carriers.map { (name(of: $0.node), $0.weight) }))
        }
        if explanation.isLeftOut {
            let why = own.map { $0.relation + $0.mark } ?? "banned"
            lines.append("  \(why): `recommend` leaves it out")
        }
        if let account = explanation.account {
            let share = terms.isEmpty ? "" : "share: of all that speaks for or against it, \(shown(account.size)); "
            lines.append(
                "  \(share)model \(model), residual of the sum \(String(format: "%.0e", account.residual))")
        }
        return lines + reach
    }

    /// What a node on the way is called, with its type where another one is called the same; nil is the other users.
    private func name(of node: NodeView?) -> String {
        guard let node else { return "other listeners" }
        let isOne = carriers.count { $0.node?.inline == node.inline } == 1
        return isOne ? node.inline : "\(node.inline) (\(node.type))"
    }

    /// How the plays lead here, where that says nothing of the score.
    private var reach: [String] {
        let near = Note.count(hops, "hop") + " or fewer"
        let songs = explanation.played.count { $0 != song.id }
        let plays = Note.count(songs, "song")
        if !terms.isEmpty { return [] }
        if explanation.nearby.isEmpty {
            return [
                "  no path of \(near) leads here from the \(plays) that \(user?.inline.showingControls ?? "you") played"
            ]
        }
        let carried = explanation.account == nil ? "" : "no play adds to this score, though "
        return ["  \(carried)\(explanation.nearby.count.grouped) of the \(plays) that you played lead here in \(near)"]
    }

    /// The first three of what adds to the score, and the sum of the others.
    private func list(_ parts: [(name: String, weight: Double)]) -> String {
        let most = parts.count > 4 ? 3 : 4
        var shown = parts.prefix(most).map { "\($0.name.showingControls) \(self.shown($0.weight))" }
        let left = parts.dropFirst(most)
        if !left.isEmpty { shown.append("\(left.count.grouped) more \(self.shown(left.reduce(0) { $0 + $1.weight }))") }
        return shown.joined(separator: ", ")
    }
}
