import SparkProtocol

extension SparkConnection {
    /// Runs one statement of SQL of any kind to its end, in one round trip. Each batch of its rows, a whole stream of
    /// Arrow's IPC format, is handed over as it comes.
    public func run(
        _ sql: String, naming rows: [NamedRows] = [], batch: ([UInt8]) throws(SparkError) -> Void = { _ in },
        progress: (Progress) -> Void = { _ in }
    ) throws(SparkError) {
        try run(sql, naming: rows, failing: { $0 }, batch: batch, progress: progress)
    }

    /// As above, for a caller with errors of its own: `failing` makes one of ours into one of them.
    public func run<Failure: Error>(
        _ sql: String, naming rows: [NamedRows] = [], failing: (SparkError) -> Failure,
        batch: ([UInt8]) throws(Failure) -> Void, progress: (Progress) -> Void = { _ in }
    ) throws(Failure) {
        let plan = Spark_Connect_Plan.with { $0.root = .sql(sql, naming: rows) }
        try execute(plan, failing: failing) { (arrival) throws(Failure) in
            switch arrival {
            case .batch(let bytes): try batch(bytes)
            case .progress(let told): progress(told)
            case .learned: break
            }
        }
    }

    /// As `run`, the rows of ours being given by their names.
    public func run(
        _ sql: String, tables: [(name: String, arrow: [UInt8])], batch: ([UInt8]) throws(SparkError) -> Void
    ) throws(SparkError) {
        try run(sql, naming: tables.map { NamedRows($0.name, arrow: $0.arrow) }, batch: batch)
    }

    /// Runs a plan, and hands over what comes on the caller's thread.
    func execute<Failure: Error>(
        _ plan: Spark_Connect_Plan, failing: (SparkError) -> Failure, each: (Arrival) throws(Failure) -> Void
    ) throws(Failure) {
        let execution = Execution(plan, over: wire)
        let handover = Handover<Arrival>(capacity: Self.batchesAhead)
        let task = Task(executorPreference: thread) { await execution.run(into: handover) }
        var isOver = false
        do throws(Failure) {
            try take(handover, isOver: &isOver, failing: failing, each: each)
        } catch {
            guard !isOver else { throw error }
            // Stopped from this side: what still runs there is no longer wanted.
            handover.abandon()
            Self.attempt(on: thread, for: .seconds(1)) { await execution.interrupt() }
            task.cancel()
            throw error
        }
    }

    private func take<Failure: Error>(
        _ handover: Handover<Arrival>, isOver: inout Bool, failing: (SparkError) -> Failure,
        each: (Arrival) throws(Failure) -> Void
    ) throws(Failure) {
        while true {
            switch handover.take(within: Self.look) {
            case .element(let arrival): try each(arrival)
            case .nothing: break
            case .end(let fault):
                isOver = true
                if let fault { throw failing(fault) }
                return
            }
            if isCancelled() { throw failing(.interrupted) }
        }
    }
}
