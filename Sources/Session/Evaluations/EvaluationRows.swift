import Recommender

/// A report as rows: one a measure, cut-off, way and model, and where asked a listener or a tenth of them.
struct EvaluationRows {
    let report: EvaluationReport
    let seed: UInt64
    /// The listeners of the report's lines where it is of single ones, in their order.
    let listeners: [String]

    var columns: [Answer.Column] {
        let groups: [Answer.Column] =
            switch report.lines.first?.group {
            case .user: [.init("user"), .init("songs")]
            case .decile: [.init("decile"), .init("songs")]
            default: []
            }
        return [
            .init("model"), .init("metric"), .init("k"), .init("value"), .init("ci95"), .init("users"),
            .init("protocol"), .init("seed"), .init("lead"), .init("lead95"),
        ] + groups
    }

    var cells: [[Cell]] {
        report.lines.enumerated().flatMap { place, line in
            line.figures.map { figure in
                [
                    .text(line.model), .text(figure.measure.name), .integer(line.k), Self.cell(figure.value),
                    Cell(figure.interval), .integer(figure.users), .text(line.rivals.rawValue),
                    .integer(Int(clamping: seed)), Self.cell(figure.lead), Cell(figure.leadInterval),
                ] + group(of: line, place)
            }
        }
    }

    /// A line a listener and model, with the rank of the held-out song in each way: what a person reads.
    func ranks(of ways: [Evaluation.Rivals]) -> Answer {
        var answer = Answer(
            columns: [.init("user"), .init("songs"), .init("model")] + ways.map { .init($0.rawValue) })
        var ranks: [Cell] = []
        for (place, line) in report.lines.enumerated() where line.k == report.lines[0].k {
            ranks.append(line.rank.map { .integer($0) } ?? .null)
            guard line.rivals == ways.last else { continue }
            answer.rows.append(group(of: line, place) + [.text(line.model)] + ranks)
            ranks = []
        }
        return answer
    }

    private func group(of line: EvaluationReport.Line, _ place: Int) -> [Cell] {
        switch line.group {
        case .all: []
        case .user(_, let known): [.text(listeners[place]), .integer(known)]
        case .decile(let tenth, let known):
            [.integer(tenth), .list([.integer(known.lowerBound), .integer(known.upperBound)])]
        }
    }

    private static func cell(_ value: Double?) -> Cell { value.map { .number($0) } ?? .null }

}

extension Cell {
    /// The ends of an interval, or null where there is none.
    init(_ interval: ClosedRange<Double>?) {
        self = interval.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
    }
}
