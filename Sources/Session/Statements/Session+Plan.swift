import Grammar
import Graph
import Query

extension Session {
    /// `plan READ`: runs the read, keeps its rows back, and shows what it did a step at a time.
    func plan(_ read: Read) throws -> Answer {
        let trace = Trace()
        let reading = try self.reading(tracing: trace)
        let before = reading.reader.cost
        let found = try answer(read, reading)
        let whole = reading.reader.cost - before
        var answer = Answer(
            columns: ["step", "work", "estimated", "rows", "seeks", "visits"].map { Answer.Column($0) })
        let names = try Self.names(in: read)
        answer.rows = trace.steps.enumerated().map { place, step in
            [
                .integer(place + 1), .text(step.work.words(reading.vocabulary, names)),
                step.estimated.map { .number($0.rounded(toPlaces: 1)) } ?? .null, .integer(step.rows),
            ] + Self.cells(of: step.cost)
        }
        answer.rows.append(
            [.null, .text(Work.wholeStatement), .null, .integer(found.rows.count)] + Self.cells(of: whole))
        return answer
    }

    private static func names(in read: Read) throws -> MatchNames {
        guard case .match(let statement) = read else { return MatchNames() }
        return try MatchVariables(statement.patterns).names
    }

    private static func cells(of cost: Cost) -> [Cell] { [.integer(cost.seeks), .integer(cost.visits)] }
}

extension Double {
    fileprivate func rounded(toPlaces places: Int) -> Double {
        let scale = Double((0..<places).reduce(1) { scale, _ in scale * 10 })
        return (self * scale).rounded() / scale
    }
}
