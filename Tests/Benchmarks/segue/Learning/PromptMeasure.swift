import Session

/// How many milliseconds a statement about a listener takes at the prompt once the model is loaded.
struct PromptMeasure {
    private let listeners: [String]
    private let session: Session
    private let output: Output

    init(_ database: LearningDatabase) throws {
        listeners = database.plan.listeners
        (session, output) = try database.session()
        try LearningDatabase.run(
            #"train on "\#(database.plan.split)" with epochs = \#(database.plan.epochs)"#, in: session, output)
    }

    /// The median over the listeners of `statement`, in which `USER` stands for each; before it, not timed, a list is
    /// made whose first row is `@1`. The first listener is asked once more before, to get warm.
    func line(_ measure: Learning.Measure, _ statement: String) throws -> Learning.Line {
        let clock = ContinuousClock()
        var milliseconds: [Double] = []
        for listener in [listeners[0]] + listeners {
            try LearningDatabase.run("recommend user:\(listener) top 1", in: session, output)
            let asked = statement.replacing("USER", with: "user:\(listener)")
            let start = clock.now
            try LearningDatabase.run(asked, in: session, output)
            milliseconds.append((clock.now - start) / .milliseconds(1))
        }
        let sorted = milliseconds.dropFirst().sorted()
        return Learning.Line(measure: measure, value: sorted[sorted.count / 2], statement: statement)
    }
}
