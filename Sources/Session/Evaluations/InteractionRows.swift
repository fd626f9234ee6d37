import Recommender

/// Reports on answers as rows: one a number of known plays, way of choosing songs and step.
struct InteractionRows {
    let reports: [InteractionReport]
    /// The steps that a person is told of.
    let steps: [Int]
    let seed: UInt64

    var answer: Answer {
        var answer = Answer(
            columns: [
                .init("model"), .init("policy"), .init("metric"), .init("k"), .init("value"), .init("ci95"),
                .init("users"), .init("protocol"), .init("seed"), .init("known"), .init("lead"), .init("lead95"),
            ])
        answer.rows = reports.flatMap { report in
            report.lines.map { line in
                [
                    .text(line.model), .text(line.policy.rawValue), .text("hits"), .integer(line.k),
                    .number(line.value), Cell(line.interval), .integer(report.listeners), .text("interactive"),
                    .integer(Int(clamping: seed)), .integer(report.known), line.lead.map { .number($0) } ?? .null,
                    Cell(line.leadInterval),
                ]
            }
        }
        let pages = reports.map { InteractionPage(report: $0, steps: steps) }
        let key = Note.interactionKey(listeners: reports.first?.listeners ?? 0, seed: seed)
        answer.page = { style in
            let keys = key.text.split(separator: "\n").map { style.dim(String($0).wrapped(to: style.width, indent: 2)) }
            return pages.map { $0.text(style) + "\n" }.joined() + keys.map { $0 + "\n" }.joined()
        }
        return answer
    }
}
