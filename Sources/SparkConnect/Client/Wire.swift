import GRPCCore
import SparkProtocol

/// A session over a line: its calls with one answer, and what a fault means.
struct Wire: Sendable {
    let line: Line
    let session: Session

    /// A call with one answer, tried again while the fault may pass; one try where that is not `patient`.
    func ask<Request: SessionRequest, Response: SessionAnswer>(
        _ method: Method, _ request: Request, for _: Response.Type = Response.self, patient: Bool = true
    ) async throws(SparkError) -> Response {
        var backoff = Backoff(tries: line.place.tries)
        while true {
            let answer: Result<Response, Fault> = await once(method, request)
            switch answer {
            case .success(let answer):
                try session.check(answer)
                return answer
            case .failure(let fault):
                guard patient || fault.retryDelay != nil else { throw await explained(fault) }
                try await pause(after: fault, &backoff)
            }
        }
    }

    private func once<Request: SessionRequest, Response: SessionAnswer>(
        _ method: Method, _ request: Request
    ) async -> Result<Response, Fault> {
        do throws(Fault) { return .success(try await line.ask(method, request)) } catch { return .failure(error) }
    }

    /// Waits before another try, where one may help; throws what the fault means where not.
    func pause(after fault: Fault, _ backoff: inout Backoff) async throws(SparkError) {
        guard fault.isPassing, let wait = backoff.wait(asked: fault.retryDelay) else { throw await explained(fault) }
        do { try await Task.sleep(for: wait) } catch { throw .interrupted }
    }

    /// What a fault means, with all that the server has to say of it.
    func explained(_ fault: Fault) async -> SparkError {
        let place = line.place
        if fault.isSessionGone || fault.isOperationUnknown { return .sessionGone(reason: fault.message) }
        switch fault.code {
        case .unauthenticated: return .unauthenticated(host: place.host, port: place.port)
        case .cancelled: return .interrupted
        case .unavailable where fault.isOfTLS:
            return .refusedTLS(host: place.host, port: place.port, reason: fault.reason)
        case .unavailable: return .unreachable(host: place.host, port: place.port, reason: fault.reason)
        case .unimplemented: return .broken(fault.reason)
        default: return await detailed(fault)
        }
    }

    /// A fault of what was run. The status that comes with a fault is cut off at some length; the details are whole.
    private func detailed(_ fault: Fault) async -> SparkError {
        let short = SparkError.failed(
            errorClass: fault.errorClass, sqlState: fault.sqlState, message: fault.message, parameters: [:])
        guard let id = fault.errorID,
            let details: Spark_Connect_FetchErrorDetailsResponse = try? await line.ask(
                .fetchErrorDetails, Spark_Connect_FetchErrorDetailsRequest.of(session) { $0.errorID = id },
                within: .seconds(5)),
            details.hasRootErrorIdx, details.errors.indices.contains(Int(details.rootErrorIdx))
        else { return short }
        let root = details.errors[Int(details.rootErrorIdx)]
        let spark = root.sparkThrowable
        return .failed(
            errorClass: spark.hasErrorClass ? spark.errorClass : fault.errorClass,
            sqlState: spark.hasSqlState ? spark.sqlState : fault.sqlState, message: root.message,
            parameters: spark.messageParameters)
    }
}
