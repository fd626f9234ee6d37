import Foundation

/// Measures of learning and answering, each a line of JSON on standard output (`peers/pytorch.py` prints the like).
struct Learning {
    /// What can be measured.
    enum Measure: String, Encodable, CaseIterable {
        case neumf256, neumf4096, stage2, scoring, recommend, explain, counterfactual
    }

    /// What a measure came to.
    struct Line: Encodable {
        let measure: Measure
        /// In the unit of the table that `learning/table.py` makes.
        let value: Double
        var loss: Double?
        var statement: String?
    }

    /// The folder that `python -m learning` fills.
    let folder: String

    /// Prints the measures of these names, all of them where there are none.
    func run(_ names: some Collection<String>) throws {
        let known = Measure.allCases.map(\.rawValue)
        for name in names.isEmpty ? known : Array(names) {
            guard let measure = Measure(rawValue: name) else { throw Unanswered(what: "no measure is called \(name)") }
            try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(try line(measure)) + Data("\n".utf8))
        }
    }

    private func line(_ measure: Measure) throws -> Line {
        switch measure {
        case .neumf256: try NeuMFMeasure(LearningDatabase(folder: folder), batch: 256).line(measure)
        case .neumf4096: try NeuMFMeasure(LearningDatabase(folder: folder), batch: 4096).line(measure)
        case .stage2: try SecondStage(folder: folder).training(measure)
        case .scoring: try SecondStage(folder: folder).scoring(measure)
        case .recommend: try prompt(measure, "recommend USER because")
        case .explain: try prompt(measure, "explain USER @1")
        case .counterfactual: try prompt(measure, "explain USER @1 counterfactual")
        }
    }

    private func prompt(_ measure: Measure, _ statement: String) throws -> Line {
        try PromptMeasure(LearningDatabase(folder: folder)).line(measure, statement)
    }
}
