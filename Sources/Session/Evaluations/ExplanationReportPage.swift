import Foundation
import Recommender

/// How good explanations are as a person reads it: a line a measure, a column a model, then what stays listed.
struct ExplanationReportPage {
    let reports: [(name: String, report: ExplanationReport)]
    let seed: UInt64

    func text(_ style: Style) -> String {
        let names = reports.map { $0.name.showingControls.fitted(to: 14) }
        let measures = ExplanationReport.Measure.allCases.filter { !$0.isOfRemovals }
        let label = (measures.map(\.title) + Self.curves).map(\.displayWidth).max() ?? 0
        let head = Self.line("explanations", names.map { $0 + " " }, label)
        let rows = measures.map { measure in
            Self.line(measure.title, reports.map { $0.report.figure(measure).map(Self.shown) ?? "– " }, label)
        }
        let curves = reports.map { name, report in
            let steps = report.figures.filter { $0.measure == .kept }.map(\.k)
            let title = reports.count > 1 ? "plays gone, \(name.showingControls)".fitted(to: label) : "plays gone"
            let lines = zip(Self.curves, [ExplanationReport.Measure.kept, .keptAtRandom]).map { title, measure in
                Self.line(title, report.figures.filter { $0.measure == measure }.map(Self.brief), label, width: 8)
            }
            return ([style.bold(Self.line(title, steps.map { "\($0)" }, label, width: 8))] + lines)
                .joined(separator: "\n") + "\n"
        }
        let key = Note.explanationKey(
            pairs: reports.first?.report.pairs ?? 0,
            users: reports.first?.report.figure(.coverage)?.users ?? 0, seed: seed)
        let keys = key.text.split(separator: "\n").map { String($0).wrapped(to: style.width, indent: 2) }
        return ([style.bold(head)] + rows).joined(separator: "\n") + "\n\n" + curves.joined(separator: "\n") + "\n"
            + keys.map { style.dim($0) + "\n" }.joined()
    }

    private static let curves = ["  first song stays, named plays gone", "  first song stays, random plays gone"]

    private static func line(_ label: String, _ cells: [String], _ width: Int, width column: Int = 16) -> String {
        let columns = cells.map { (" " + $0).filled(to: column, atEnd: false) }
        return (label.filled(to: width) + columns.joined()).trimmedAtEnd
    }

    private static func brief(_ figure: ExplanationReport.Figure) -> String {
        figure.value.map { String(format: "%.3f", $0) } ?? "–"
    }

    /// `0.993 ±0.002 `; a residual by its power of ten.
    private static func shown(_ figure: ExplanationReport.Figure) -> String {
        guard let value = figure.value else { return "– " }
        if figure.measure == .residual { return String(format: "%.1e ", value) }
        let reach = figure.interval.map { max(value - $0.lowerBound, $0.upperBound - value, 0) }
        return String(format: "%.3f", value) + (reach.map { String(format: " ±%.3f ", $0) } ?? " ")
    }
}

extension ExplanationReport {
    fileprivate func figure(_ measure: Measure) -> Figure? { figures.first { $0.measure == measure } }
}

extension ExplanationReport.Measure {
    /// Whether it is one of a curve, as more and more plays are taken away.
    fileprivate var isOfRemovals: Bool { self == .kept || self == .keptAtRandom }

    fileprivate var title: String { "  " + words }
}
