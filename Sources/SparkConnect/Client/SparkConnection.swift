import Dispatch
import OwnThread
import SparkProtocol
import Synchronization

/// A session with Spark. Its calls block until Spark has answered, or the caller's `isCancelled` says to stop.
public final class SparkConnection: Sendable {
    public let place: ConnectionString
    /// Spark's, such as `4.0.0`.
    public let version: String

    let wire: Wire
    let isCancelled: @Sendable () -> Bool
    let thread = OwnThread()
    private let isClosed = Mutex(false)

    /// How often a waiting call looks whether it is cancelled.
    static let look = DispatchTimeInterval.milliseconds(50)
    /// How many batches wait for a slow caller, at most.
    static let batchesAhead = 4

    /// Connects and asks for the version.
    public init(_ place: ConnectionString, isCancelled: @escaping @Sendable () -> Bool) throws(SparkError) {
        (self.place, self.isCancelled) = (place, isCancelled)
        let wire = Wire(line: try Line(place, on: thread), session: Session(place))
        self.wire = wire
        do throws(SparkError) {
            version = try Self.wait(on: thread, until: isCancelled) { () async throws(SparkError) in
                let request = Spark_Connect_AnalyzePlanRequest.of(wire.session) { $0.sparkVersion = .init() }
                let answer: Spark_Connect_AnalyzePlanResponse = try await wire.ask(
                    .analyzePlan, request, patient: false)
                return answer.sparkVersion.version
            }
        } catch {
            wire.line.close()
            throw error
        }
    }

    deinit { close() }

    /// Gives the session back, if it is ours alone, and hangs up: at most a second.
    public func close() {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        let wire = wire
        if wire.session.isOwn { Self.attempt(on: thread, for: .seconds(1)) { await wire.releaseSession() } }
        wire.line.close()
    }
}

// MARK: - Waiting

extension SparkConnection {
    /// Waits for what a task makes.
    static func wait<Value: Sendable>(
        on thread: OwnThread, until isCancelled: () -> Bool,
        for work: @escaping @Sendable () async throws(SparkError) -> Value
    ) throws(SparkError) -> Value {
        let handover = Handover<Value>(capacity: 2)
        let task = Task(executorPreference: thread) {
            do throws(SparkError) {
                await handover.put(try await work())
                handover.end(nil)
            } catch {
                handover.end(error)
            }
        }
        while true {
            switch handover.take(within: look) {
            case .element(let value): return value
            case .end(let fault): throw fault ?? .broken("no answer")
            case .nothing: break
            }
            if isCancelled() {
                task.cancel()
                throw .interrupted
            }
        }
    }

    /// Waits for a task, but not for long.
    static func attempt(
        on thread: OwnThread, for time: DispatchTimeInterval, _ work: @escaping @Sendable () async -> Void
    ) {
        let done = DispatchSemaphore(value: 0)
        Task(executorPreference: thread) {
            await work()
            done.signal()
        }
        _ = done.wait(timeout: .now() + time)
    }
}
