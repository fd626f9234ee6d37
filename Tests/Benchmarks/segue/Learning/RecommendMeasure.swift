import Session

/// How many milliseconds `recommend` takes at the prompt, candidates and paths included, once the model is loaded.
struct RecommendMeasure {
    private let listeners: [String]
    private let session: Session
    private let output: Output

    init(_ database: LearningDatabase) throws {
        listeners = database.plan.listeners
        (session, output) = try database.session()
        try LearningDatabase.run(
            #"train on "\#(database.plan.split)" with epochs = \#(database.plan.epochs)"#, in: session, output)
    }

    /// The median over the listeners; the first is asked before, to get warm.
    func line(_ measure: Learning.Measure) throws -> Learning.Line {
        // An engine that has no paths to tell yet is asked without.
        let ending = canTell(listeners[0]) ? " because" : ""
        let clock = ContinuousClock()
        var milliseconds: [Double] = []
        for listener in listeners {
            let start = clock.now
            try LearningDatabase.run("recommend user:\(listener)\(ending)", in: session, output)
            milliseconds.append((clock.now - start) / .milliseconds(1))
        }
        milliseconds.sort()
        let median = milliseconds[milliseconds.count / 2]
        return Learning.Line(measure: measure, value: median, statement: "recommend USER\(ending)")
    }

    private func canTell(_ listener: String) -> Bool {
        output.clear()
        guard case .done = session.run("recommend user:\(listener) because", named: "benchmark") else { return false }
        return true
    }
}
