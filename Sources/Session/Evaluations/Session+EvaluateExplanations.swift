import Foundation
import Grammar
import Recommender

extension Session {
    /// `evaluate explanations [MODEL] [at K] [against NAME, …] [sample N]`: how far the accounts of the listeners' lists
    /// can be believed, and what their paths are like.
    func evaluateExplanations(_ statement: Evaluate, _ reading: Reading) throws -> Answer {
        if statement.breakdown != nil || statement.cutoffs.count > 1 {
            throw SessionError(
                .badValue(
                    "evaluate explanations", found: statement.breakdown == nil ? "several lengths" : "by",
                    expected: "`at` with one length of lists, `on`, `against`, `sample` or `seed`"))
        }
        let (name, model) = try self.model(statement.model)
        let data = try heldOut(of: model, named: name, on: statement.split, reading)
        let rivals = try [(name, model)] + statement.against.map { try rival($0, data, reading) }
        let plan = Self.plan(statement, of: model, depth: statement.cutoffs.first ?? 10)
        let reports = try rivals.map { name, model in
            try ExplanationReport(
                model, on: data, plan: plan, in: reading.reader, cancellation: cancellation
            ) { [progress] done, users in
                progress.show(Standing(.explaining(model: name), done, of: users, .listeners))
            }
        }
        return Self.answer(Array(zip(rivals.map(\.0), reports)), seed: plan.seed)
    }

    private static func answer(_ reports: [(name: String, report: ExplanationReport)], seed: UInt64) -> Answer {
        var answer = Answer(
            columns: [
                .init("model"), .init("metric"), .init("k"), .init("value"), .init("ci95"), .init("users"),
                .init("protocol"), .init("seed"),
            ])
        answer.rows = reports.flatMap { name, report in
            report.figures.map { figure in
                [
                    .text(name), .text(figure.measure.rawValue), .integer(figure.k),
                    figure.value.map { .number($0) } ?? .null,
                    Cell(figure.interval),
                    .integer(figure.users), .text("explanations"), .integer(Int(clamping: seed)),
                ]
            }
        }
        answer.page = ExplanationReportPage(reports: reports, seed: seed).text
        return answer
    }
}
