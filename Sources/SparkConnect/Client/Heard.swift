import SparkProtocol
import Synchronization

/// What was heard of one execution, over all its streams.
final class Heard: Sendable {
    private struct State {
        var last: String?
        var isFurther = false
        var isComplete = false
        var rows: Int64 = 0
        var contradiction: SparkError?
    }

    private let state = Mutex(State())

    /// The answer after which to reattach.
    var last: String? { state.withLock { $0.last } }

    /// Whether all has come; throws if an answer contradicted the protocol.
    var isComplete: Bool {
        get throws(SparkError) {
            let (fault, isComplete) = state.withLock { ($0.contradiction, $0.isComplete) }
            if let fault { throw fault }
            return isComplete
        }
    }

    /// Whether anything came since this was last asked.
    func isFurther() -> Bool {
        state.withLock { state in
            defer { state.isFurther = false }
            return state.isFurther
        }
    }

    /// Takes an answer: what there is to hand over of it.
    func take(_ answer: Spark_Connect_ExecutePlanResponse, of session: Session) throws(SparkError) -> Arrival? {
        do throws(SparkError) {
            try session.check(answer)
            return try arrival(answer)
        } catch {
            state.withLock { $0.contradiction = error }
            throw error
        }
    }

    private func arrival(_ answer: Spark_Connect_ExecutePlanResponse) throws(SparkError) -> Arrival? {
        state.withLock { ($0.last, $0.isFurther) = (answer.responseID, true) }
        switch answer.responseType {
        case .arrowBatch(let batch):
            try count(batch)
            return .batch([UInt8](batch.data))
        case .executionProgress(let progress): return .progress(Progress(progress))
        case .mlCommandResult(let result): return .learned(result)
        case .resultComplete: state.withLock { $0.isComplete = true }
        case .sqlCommandResult, nil: break
        }
        return nil
    }

    /// Rows follow one another without a gap or an overlap.
    private func count(_ batch: Spark_Connect_ExecutePlanResponse.ArrowBatch) throws(SparkError) {
        guard batch.numChunksInBatch <= 1 else { throw .broken("a batch in chunks, which was not asked for") }
        let rows = state.withLock { state in
            defer { state.rows += batch.rowCount }
            return state.rows
        }
        guard !batch.hasStartOffset || batch.startOffset == rows else {
            throw .broken("a batch that starts at row \(batch.startOffset) after \(rows) rows")
        }
    }
}
