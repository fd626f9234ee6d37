import Foundation
import Recommender

/// An explanation as a person reads it: where the song stands, what its score is made of, and by which paths.
struct ExplanationPage {
    private let view: ExplanationView

    init(_ view: ExplanationView) { self.view = view }

    /// How many paths are shown unless a number is asked for.
    static let usual = 5

    func text(_ style: Style) -> String {
        let changes = view.changes?.lines(from: view.explanation.rank, isLeftOut: view.explanation.isLeftOut) ?? []
        let blocks = [
            head(style), paths(style), changes.map { $0.wrapped(to: style.width, indent: 4) }, summary(style),
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    /// How far to the right the rank may stand.
    private static let widest = 100

    /// The song, its rank at the right edge, and the sum.
    private func head(_ style: Style) -> [String] {
        let telling = view.telling.isEmpty ? "" : " – " + view.telling
        let name = view.song.label == nil ? "" : " " + view.song.inline
        let title = "\(view.song.reference)\(name)\(telling)".showingControls
        let rank = view.explanation.rank.map { "rank \($0.rank.grouped) of \($0.of.grouped)" } ?? ""
        let first = style.bold(title.wrapped(to: style.width, indent: 6))
        let room = min(style.width ?? 0, Self.widest) - title.displayWidth
        var lines: [String]
        if room >= rank.displayWidth + 2 {
            lines = [first + rank.filled(to: room, atEnd: false)]
        } else {
            lines = style.width == nil ? [(first + "  " + rank).trimmedAtEnd] : [first, rank]
        }
        lines = lines.filter { !$0.isEmpty }
        return lines + view.sum.map { $0.wrapped(to: style.width, indent: 6) }
    }

    /// The paths with what each adds, or without where the score says nothing of them.
    private func paths(_ style: Style) -> [String] {
        let limit = view.limit ?? Self.usual
        func text(_ path: PathView) -> String {
            path.text(naming: path.ends).showingControls
        }
        guard let account = view.explanation.account, !view.terms.isEmpty else {
            return view.nearby.prefix(limit).map { "  " + text($0).wrapped(to: style.width.map { $0 - 2 }, indent: 4) }
        }
        let (shown, left) = (view.terms.prefix(limit), view.terms.dropFirst(limit))
        var rows = shown.map { (weight: $0.weight, text: text($0.path)) }
        if !left.isEmpty {
            rows.append((left.reduce(0) { $0 + $1.weight }, view.more(left.count)))
        }
        let weights = ["weight"] + rows.map { view.shown($0.weight) }
        let column = weights.map(\.displayWidth).max() ?? 0
        let most = rows.prefix(shown.count).map { abs($0.weight) }.max() ?? 1
        let head = "  " + "share".filled(to: Self.barWidth + 5) + "  " + "weight".filled(to: column) + "  path"
        return [style.dim(head)]
            + rows.enumerated().map { place, row in
                let bar = place < shown.count ? Self.bar(row.weight / most) : ""
                let share = account.size > 0 ? "\(Int((100 * row.weight / account.size).rounded()))%" : ""
                let lead =
                    "  " + bar.filled(to: Self.barWidth) + share.filled(to: 5, atEnd: false) + "  "
                    + weights[place + 1].filled(to: column) + "  "
                let room = style.width.map { max($0 - lead.displayWidth, 24) }
                let lines = row.text.wrapped(to: room, indent: 2).split(separator: "\n")
                return lead + lines.joined(separator: "\n" + String(repeating: " ", count: lead.displayWidth))
            }
    }

    /// What the plays and the nodes on the way add, and what else is to be said.
    private func summary(_ style: Style) -> [String] {
        view.closing.map { $0.wrapped(to: style.width, indent: 4) }
    }

    private static let barWidth = 5

    /// A bar of eighths of a column, at least one; of what speaks against the song in shaded columns.
    private static func bar(_ part: Double) -> String {
        if part < 0 { return String(repeating: "░", count: max(Int((-part * Double(barWidth)).rounded()), 1)) }
        return String(barOf: max(Int((part * Double(8 * barWidth)).rounded()), 1))
    }
}
