import Foundation
import SparkProtocol

/// What comes of running a plan.
enum Arrival: Sendable {
    /// A whole stream of Arrow's IPC format.
    case batch([UInt8])
    case progress(Progress)
    case learned(Spark_Connect_MlCommandResult)
}

/// One plan being run, and reattached to as often as its stream breaks: each answer is taken once and none is missed.
struct Execution: Sendable {
    let wire: Wire
    let plan: Spark_Connect_Plan
    let id = UUID().uuidString.lowercased()
    private let heard = Heard()

    init(_ plan: Spark_Connect_Plan, over wire: Wire) { (self.plan, self.wire) = (plan, wire) }

    /// Runs it to its end and hands over what comes. Only Spark's own word that it is complete is an end.
    func run(into handover: Handover<Arrival>) async {
        do throws(SparkError) {
            try await follow(handover)
            handover.end(nil)
        } catch {
            handover.end(error)
        }
        await release()
    }

    private func follow(_ handover: Handover<Arrival>) async throws(SparkError) {
        var backoff = Backoff(tries: wire.line.place.tries)
        var isKnown = false
        while true {
            let fault = await attempt(reattaching: isKnown, handover)
            if try heard.isComplete { return }
            let isFurther = heard.isFurther()
            if isFurther { backoff = Backoff(tries: wire.line.place.tries) }
            isKnown = true
            // Spark ends a stream after some minutes without a fault, and waits for us to reattach.
            if fault == nil, isFurther { continue }
            if let fault, fault.isOperationUnknown, heard.last == nil {
                // It never reached the server.
                isKnown = false
                try await wire.pause(after: .ended, &backoff)
            } else {
                try await wire.pause(after: fault ?? .ended, &backoff)
            }
        }
    }

    /// One stream, to its end or its break.
    private func attempt(reattaching: Bool, _ handover: Handover<Arrival>) async -> Fault? {
        let take: @Sendable (Spark_Connect_ExecutePlanResponse) async throws -> Void = { answer in
            guard let arrival = try heard.take(answer, of: wire.session) else { return }
            await handover.put(arrival)
        }
        do throws(Fault) {
            if reattaching {
                try await wire.line.stream(.reattachExecute, reattachment, each: take)
            } else {
                try await wire.line.stream(.executePlan, request, each: take)
            }
            return nil
        } catch {
            return error
        }
    }
}

// MARK: - What is asked

extension Execution {
    private var request: Spark_Connect_ExecutePlanRequest {
        .of(wire.session) {
            $0.plan = plan
            $0.operationID = id
            $0.requestOptions = [.with { $0.reattachOptions.reattachable = true }]
        }
    }

    private var reattachment: Spark_Connect_ReattachExecuteRequest {
        .of(wire.session) {
            $0.operationID = id
            if let last = heard.last { $0.lastResponseID = last }
        }
    }

    /// Lets the server forget the answers that it keeps for us.
    private func release() async {
        let request = Spark_Connect_ReleaseExecuteRequest.of(wire.session) {
            $0.operationID = id
            $0.releaseAll = .init()
        }
        let _: Spark_Connect_ReleaseExecuteResponse? = try? await wire.line.ask(
            .releaseExecute, request, within: .seconds(5))
    }

    /// Tells the server to stop it.
    func interrupt() async {
        let request = Spark_Connect_InterruptRequest.of(wire.session) {
            $0.interruptType = .operationID
            $0.operationID = id
        }
        let _: Spark_Connect_InterruptResponse? = try? await wire.line.ask(.interrupt, request, within: .seconds(5))
    }
}
