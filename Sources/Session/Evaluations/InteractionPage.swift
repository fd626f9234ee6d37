import Foundation
import Recommender

/// What listening to answers is worth as a person reads it: hits by some steps, and a plot of all of them.
struct InteractionPage {
    let report: InteractionReport
    let steps: [Int]

    /// One way of choosing songs: its lines, a step each.
    private struct Way {
        let name: String
        let mark: Character
        let lines: [InteractionReport.Line]
    }

    private static let marks: [Character] = ["●", "○", "◆", "◇", "▲", "△", "■", "□", "+", "×"]

    func text(_ style: Style) -> String {
        let ways = self.ways
        let title = report.known == 0 ? "hits, nothing known" : "hits, \(report.known) plays known"
        let names = ways.map { "  \($0.mark) \($0.name.fitted(to: 28))" }
        let label = (names + [title]).map(\.displayWidth).max() ?? 0
        let head = Self.line(title, steps.flatMap { ["by \($0) ", "● leads"] }, label)
        let rows = zip(names, ways).map { name, way in
            Self.line(name, steps.flatMap { cells(way.lines[$0 - 1]) }, label)
        }
        return style.bold(head) + "\n" + rows.joined(separator: "\n") + "\n\n" + plot(ways, style)
    }

    private var ways: [Way] {
        stride(from: 0, to: report.lines.count, by: report.steps).enumerated().map { place, start in
            let lines = Array(report.lines[start..<start + report.steps])
            let name = [lines[0].model?.showingControls, lines[0].policy.words].compactMap(\.self).joined(
                separator: ", ")
            return Way(name: name, mark: Self.marks[place % Self.marks.count], lines: lines)
        }
    }

    /// `1.62 ±0.21`, and `+35%*`: by how much the first way is ahead.
    private func cells(_ line: InteractionReport.Line) -> [String] {
        let reach = line.interval.map {
            String(format: " ±%.2f", max(line.value - $0.lowerBound, $0.upperBound - line.value, 0))
        }
        let own = String(format: "%.2f", line.value) + (reach ?? "") + " "
        guard let lead = line.lead else { return [own, ""] }
        let share = line.value > 0 ? String(format: "%+.0f%%", 100 * lead / line.value) : "–"
        return [own, share + (line.leadInterval.map { $0.contains(0) ? " " : "*" } ?? " ")]
    }

    private static func line(_ label: String, _ cells: [String], _ width: Int) -> String {
        let columns = cells.enumerated().map { place, cell in cell.filled(to: place % 2 == 0 ? 14 : 8, atEnd: false) }
        return (label.filled(to: width) + columns.joined()).trimmedAtEnd
    }

    /// The hits of every way over the steps, as points; of those in one place the first way is seen.
    private func plot(_ ways: [Way], _ style: Style) -> String {
        let room = max(min((style.width ?? 80) - 8, 64), 1)
        let column = max(min(room / report.steps, 5), 1)
        let most = max(ways.flatMap { $0.lines.map(\.value) }.max() ?? 0, 0.01)
        let width = min(report.steps, room / column)
        var rows = [[Character]](repeating: [Character](repeating: " ", count: column * width), count: Self.height)
        for way in ways.reversed() {
            for place in 0..<width {
                let step = (place + 1) * report.steps / width
                let height = Int((way.lines[step - 1].value / most * Double(Self.height - 1)).rounded())
                rows[Self.height - 1 - height][column * place + column - 1] = way.mark
            }
        }
        let axis = rows.enumerated().map { row, points in
            let value = most * Double(Self.height - 1 - row) / Double(Self.height - 1)
            let label = row % 3 == 0 ? String(format: "%5.1f", value) : "     "
            return (style.dim(label + " ┤") + String(points)).trimmedAtEnd + "\n"
        }
        let last = "\(report.steps)".filled(to: column * max(width - 1, 0), atEnd: false)
        let ends = (width > 1 ? "1".filled(to: column, atEnd: false) : "") + last + " songs shown"
        return axis.joined() + style.dim("      └" + String(repeating: "─", count: column * width)) + "\n"
            + style.dim("       " + ends) + "\n"
    }

    private static let height = 10
}
