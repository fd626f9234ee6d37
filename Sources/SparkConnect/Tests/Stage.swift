import GRPCCore
import SparkProtocol
import SwiftProtobuf
import Synchronization

/// The service that a stand-in offers.
final class Stage: RegistrableRPCService {
    /// Set as soon as it stands.
    let standIn = Mutex<StandIn?>(nil)

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        registerStreams(with: &router)
        answer("AnalyzePlan", with: &router) { (request: Spark_Connect_AnalyzePlanRequest, start) in
            Spark_Connect_AnalyzePlanResponse.with {
                ($0.sessionID, $0.serverSideSessionID) = (request.sessionID, start)
                $0.sparkVersion.version = "stand-in"
            }
        }
        answer("ReleaseExecute", with: &router) { (request: Spark_Connect_ReleaseExecuteRequest, start) in
            Spark_Connect_ReleaseExecuteResponse.with { $0.sessionID = request.sessionID }
        }
        answer("Interrupt", with: &router) { (request: Spark_Connect_InterruptRequest, start) in
            Spark_Connect_InterruptResponse.with { $0.interruptedIds = [request.operationID] }
        }
        answer("ReleaseSession", with: &router) { (request: Spark_Connect_ReleaseSessionRequest, start) in
            Spark_Connect_ReleaseSessionResponse.with { $0.sessionID = request.sessionID }
        }
    }

    private func registerStreams<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        play("ExecutePlan", with: &router) { (request: Spark_Connect_ExecutePlanRequest) in
            (request.operationID, request.sessionID, nil, true)
        }
        play("ReattachExecute", with: &router) { (request: Spark_Connect_ReattachExecuteRequest) in
            (request.operationID, request.sessionID, request.hasLastResponseID ? request.lastResponseID : nil, false)
        }
    }

    /// A call with a stream of answers.
    private func play<Request: Message>(
        _ name: String, with router: inout RPCRouter<some ServerTransport>,
        _ read: @escaping @Sendable (Request) -> (operation: String, session: String, last: String?, isNew: Bool)
    ) {
        router.registerHandler(
            forMethod: Self.method(name), deserializer: Carrier<Request>(),
            serializer: Carrier<Spark_Connect_ExecutePlanResponse>()
        ) { stream, _ in
            let request = try await ServerRequest(stream: stream)
            let (operation, session, last, isNew) = read(request.message)
            guard let standIn = self.standIn.withLock({ $0 }) else {
                throw RPCError(code: .unavailable, message: "not yet")
            }
            let start = try standIn.enter(name, request.metadata)
            return StreamingServerResponse { writer in
                try await standIn.perform(
                    operation, session: session, after: last, isNew: isNew, start: start, writer)
                return [:]
            }
        }
    }

    /// A call with one answer.
    private func answer<Request: Message, Response: Message>(
        _ name: String, with router: inout RPCRouter<some ServerTransport>,
        _ make: @escaping @Sendable (Request, String) -> Response
    ) {
        router.registerHandler(
            forMethod: Self.method(name), deserializer: Carrier<Request>(), serializer: Carrier<Response>()
        ) { stream, _ in
            let request = try await ServerRequest(stream: stream)
            guard let standIn = self.standIn.withLock({ $0 }) else {
                throw RPCError(code: .unavailable, message: "not yet")
            }
            let start = try standIn.enter(name, request.metadata)
            return StreamingServerResponse(single: ServerResponse(message: make(request.message, start)))
        }
    }

    private static func method(_ name: String) -> MethodDescriptor {
        MethodDescriptor(fullyQualifiedService: "spark.connect.SparkConnectService", method: name)
    }
}
