import Foundation
import Recommender

/// A report as a person reads it: a section for each way of ranking and cut-off, a line a model, measures as columns.
struct EvaluationPage {
    let lines: [EvaluationReport.Line]
    let seed: UInt64

    /// What a section shows of each line.
    private struct Section {
        let title: String
        let measures: [EvaluationReport.Measure]
        let heads: [String]
        let lines: [EvaluationReport.Line]
        /// How wide each column is, the gap before it included.
        let widths: [Int]
    }

    func text(_ style: Style) -> String {
        let sections = self.sections
        let labels = sections.flatMap { section in [section.title] + rows(section).map(\.label) }
        let room = style.width.map { max($0 - 53, 12) } ?? .max
        let width = min(labels.map(\.displayWidth).max() ?? 0, room)
        let tables = sections.map { section in
            let head = Self.line(section.title, section.heads.map { $0 + " " }, width, section.widths)
            let rows = rows(section).map { Self.line($0.label, $0.cells, width, section.widths) }
            return ([style.bold(head)] + rows).joined(separator: "\n") + "\n"
        }
        let key = Note.evaluationKey(
            users: lines.first.map { $0.figures[0].users } ?? 0, seed: seed,
            isGrouped: lines.contains { $0.group != .all }, isPaired: lines.contains { $0.entrant > 0 },
            isLong: lines.contains { $0.k > ListMetric.diversityLimit })
        let keys = key.text.split(separator: "\n").map { String($0).wrapped(to: style.width, indent: 2) }
        return tables.joined(separator: "\n") + "\n" + keys.map { style.dim($0) + "\n" }.joined()
    }

    /// The ways and cut-offs, each with how the held-out songs rank and, where there are lists, what these are like.
    private var sections: [Section] {
        var sections: [Section] = []
        for rivals in Evaluation.Rivals.allCases {
            let own = lines.filter { $0.rivals == rivals }
            var cutoffs: [Int] = []
            for line in own where !cutoffs.contains(line.k) { cutoffs.append(line.k) }
            let shared = cutoffs.map { k in own.filter { $0.k == k } }
            sections += zip(cutoffs, shared).map { k, lines in
                let ranked: [Metric] = [.hr, .ndcg, .mrr]
                return Section(
                    title: rivals.title, measures: ranked.map { .rank($0) },
                    heads: ranked.map { "\($0.rawValue)@\(k)" }, lines: lines, widths: [16, 16, 16])
            }
            guard rivals.makesLists else { continue }
            sections += zip(cutoffs, shared).map { k, lines in
                Section(
                    title: "\(rivals.rawValue), lists of \(k)", measures: ListMetric.allCases.map { .list($0) },
                    heads: ListMetric.allCases.map(\.rawValue), lines: lines, widths: [11, 9, 16, 16])
            }
        }
        return sections
    }

    /// A section's lines: each model, and what the first one leads by; a tenth of the listeners above its models.
    private func rows(_ section: Section) -> [(label: String, cells: [String])] {
        let isAlone = section.lines.allSatisfy { $0.entrant == 0 }
        var rows: [(label: String, cells: [String])] = []
        for line in section.lines {
            let figures = section.measures.map { measure in line.figures.first { $0.measure == measure } }
            let isGroup = line.group != .all
            if isGroup && !isAlone && line.entrant == 0 { rows.append(("  " + line.groupName, [])) }
            let name = isGroup && isAlone ? line.groupName : (isGroup ? "  " : "") + line.model.showingControls
            rows.append(("  " + name, figures.map { $0?.shown ?? "– " }))
            guard line.entrant > 0, let first = section.lines.first?.model else { continue }
            let indent = isGroup ? "      " : "    "
            rows.append(("\(indent)lead of \(first.showingControls)", figures.map { $0?.shownLead ?? "– " }))
        }
        return rows
    }

    private static func line(_ label: String, _ cells: [String], _ width: Int, _ widths: [Int]) -> String {
        let label = label.fitted(to: width)
        var line = label + String(repeating: " ", count: width - label.displayWidth)
        for (cell, width) in zip(cells, widths) {
            line += String(repeating: " ", count: max(width - cell.displayWidth, 1)) + cell
        }
        return line.trimmedAtEnd
    }
}

extension Evaluation.Rivals {
    /// The way of ranking as a heading.
    fileprivate var title: String {
        switch self {
        case .sampled99: "sampled99, among 99 songs"
        case .full: "full, among all songs"
        case .served: "served, by `recommend`"
        }
    }
}

extension EvaluationReport.Line {
    /// `1: 2–3 songs (60)`, the number of listeners in brackets.
    fileprivate var groupName: String {
        guard case .decile(let tenth, let known) = group else { return "" }
        let range =
            known.lowerBound == known.upperBound
            ? Note.count(known.lowerBound, "song") : "\(known.lowerBound.grouped)–\(known.upperBound.grouped) songs"
        return "\(tenth): \(range) (\(figures[0].users.grouped))"
    }
}

extension EvaluationReport.Figure {
    /// `0.545 ±0.024 `, the last place left for a star.
    fileprivate var shown: String {
        guard let value else { return "– " }
        return Self.decimals(value) + (interval.map { " ±" + Self.decimals($0.reach(from: value)) } ?? "") + " "
    }

    /// `+0.206 ±0.028*`, the star where the interval leaves out zero.
    fileprivate var shownLead: String {
        guard let lead else { return "– " }
        let sign = lead < 0 && Self.decimals(-lead) != Self.decimals(0) ? "-" : "+"
        let mark = leadInterval.map { $0.contains(0) ? " " : "*" } ?? " "
        return sign + Self.decimals(abs(lead))
            + (leadInterval.map { " ±" + Self.decimals($0.reach(from: lead)) } ?? "") + mark
    }

    /// Three decimals; two from ten on.
    private static func decimals(_ value: Double) -> String { String(format: value < 10 ? "%.3f" : "%.2f", value) }
}

extension ClosedRange<Double> {
    /// How far the farther end is from `middle`.
    fileprivate func reach(from middle: Double) -> Double { Swift.max(middle - lowerBound, upperBound - middle, 0) }
}
