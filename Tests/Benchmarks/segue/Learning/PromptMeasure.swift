import SegueKit

/// How many milliseconds a statement about a listener takes as a query of SegueKit once the model is loaded.
struct PromptMeasure {
    private let listeners: [String]
    private let graph: SegueDatabase

    init(_ database: LearningDatabase) throws {
        listeners = database.plan.listeners
        graph = database.graph
        try graph.train(on: database.plan.split, settings: ["epochs": .integer(database.plan.epochs)])
    }

    /// The median over the listeners of `statement`, in which `USER` stands for each; before it, not timed, a list is
    /// made whose first row is `@1`. The first listener is asked once more before, to get warm.
    func line(_ measure: Learning.Measure, _ statement: String) throws -> Learning.Line {
        let clock = ContinuousClock()
        var milliseconds: [Double] = []
        for listener in [listeners[0]] + listeners {
            try graph.query("recommend user:\(listener) top 1")
            let asked = statement.replacing("USER", with: "user:\(listener)")
            let start = clock.now
            try graph.query(asked)
            milliseconds.append((clock.now - start) / .milliseconds(1))
        }
        let sorted = milliseconds.dropFirst().sorted()
        return Learning.Line(measure: measure, value: sorted[sorted.count / 2], statement: statement)
    }
}
