import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import NIOCore
import OwnThread
import SparkConnect
import SparkProtocol
import SwiftProtobuf
import Synchronization

/// Stands in for Spark: answers as told, breaks off where told, and notes what it was asked.
final class StandIn: Sendable {
    /// How one stream of answers goes.
    struct Act: Sendable {
        enum End: Sendable {
            case whole
            /// It ends without a fault, though there is more.
            case early
            case fault(RPCError)
            /// All connections are cut.
            case cut
        }
        var answers = Int.max
        var end = End.whole
        /// The operation is forgotten, as if it had never arrived.
        var forgets = false
    }

    struct Play: Sendable {
        /// One batch each, of one row.
        var batches: [[UInt8]] = [[0], [1], [2], [3], [4]]
        /// In their order; whole ones after that.
        var acts: [Act] = []
        var token: String?
        var server = "first start"
        /// Changes an answer before it is sent.
        var change: @Sendable (inout Spark_Connect_ExecutePlanResponse) -> Void = { _ in }
    }

    private struct State {
        var play: Play
        var asked: [String] = []
        var headers: [Metadata] = []
        var sent = 0
        var operations: Set<String> = []
    }

    private let state: Mutex<State>
    private let server: GRPCServer<HTTP2ServerTransport.Posix>
    let port: Int

    /// Starts one on a free port.
    init(
        _ play: Play = Play(), security: HTTP2ServerTransport.Posix.TransportSecurity = .plaintext, serves: Bool = true
    ) async throws {
        let connections = Connections()
        let transport = HTTP2ServerTransport.Posix(
            address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: security,
            config: .defaults {
                $0.channelDebuggingCallbacks.onAcceptTCPConnection = { channel in
                    connections.all.withLock { $0.append(channel) }
                    return channel.eventLoop.makeSucceededVoidFuture()
                }
            })
        self.connections = connections
        self.state = Mutex(State(play: play))
        let stage = Stage()
        server = GRPCServer(transport: transport, services: serves ? [stage] : [])
        let server = server
        Task(executorPreference: OwnThread()) { try await server.serve() }
        port = try await transport.listeningAddress.ipv4?.port ?? 0
        stage.standIn.withLock { $0 = self }
    }

    private let connections: Connections

    private final class Connections: Sendable {
        let all = Mutex<[any Channel]>([])
    }

    func stop() { server.beginGracefulShutdown() }

    /// Cuts every connection.
    func cut() {
        let all = connections.all.withLock { all in
            defer { all = [] }
            return all
        }
        for channel in all { channel.close(promise: nil) }
    }

    /// The calls, in their order.
    var asked: [String] { state.withLock { $0.asked } }
    var headers: [Metadata] { state.withLock { $0.headers } }
    /// The answers sent so far.
    var sent: Int { state.withLock { $0.sent } }

    func restart() { state.withLock { $0.play.server = "another start" } }

    /// A connection to it.
    func connect(
        _ parameters: String = "", host: String = "localhost", certificates: String? = nil,
        until isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> SparkConnection {
        var place = try ConnectionString(
            "sc://\(host):\(port)/;\(parameters)",
            environment: certificates.map { ["GRPC_DEFAULT_SSL_ROOTS_FILE_PATH": $0] } ?? [:])
        place.tries = 3
        return try SparkConnection(place, isCancelled: isCancelled)
    }
}

extension StandIn {
    /// Notes a call, and turns away who has not the token.
    func enter(_ name: String, _ headers: Metadata) throws -> String {
        let (token, start) = state.withLock { state in
            state.asked.append(name)
            state.headers.append(headers)
            return (state.play.token, state.play.server)
        }
        if let token, !headers[stringValues: "authorization"].contains("Bearer \(token)") {
            throw RPCError(code: .unauthenticated, message: "who are you?")
        }
        return start
    }

    /// Plays the next act for an operation, from behind the answer that was the last to arrive.
    func perform(
        _ operation: String, session: String, after last: String?, isNew: Bool, start: String,
        _ writer: RPCWriter<Spark_Connect_ExecutePlanResponse>
    ) async throws {
        let (act, play, isKnown) = state.withLock { state in
            if isNew { state.operations.insert(operation) }
            guard state.operations.contains(operation) else { return (Act(), state.play, false) }
            let act = state.play.acts.isEmpty ? Act() : state.play.acts.removeFirst()
            if act.forgets { state.operations.remove(operation) }
            return (act, state.play, true)
        }
        guard isKnown else { throw Self.fault("INVALID_HANDLE.OPERATION_NOT_FOUND") }
        let first = last.flatMap(Int.init).map { $0 + 1 } ?? 0
        for number in (first...play.batches.count).prefix(act.answers) {
            var answer = Spark_Connect_ExecutePlanResponse.with {
                ($0.sessionID, $0.serverSideSessionID) = (session, start)
                ($0.operationID, $0.responseID) = (operation, String(number))
                if number == play.batches.count {
                    $0.resultComplete = .init()
                } else {
                    $0.arrowBatch = .with {
                        ($0.rowCount, $0.startOffset) = (1, Int64(number))
                        $0.data = Data(play.batches[number])
                    }
                }
            }
            play.change(&answer)
            try await writer.write(answer)
            state.withLock { $0.sent += 1 }
        }
        switch act.end {
        case .whole, .early: break
        case .fault(let fault): throw fault
        case .cut:
            // What was written first is to arrive.
            try await Task.sleep(for: .milliseconds(50))
            cut()
        }
    }

    /// A fault as Spark tells it.
    static func fault(
        _ errorClass: String, code: RPCError.Code = .internalError, retryAfter milliseconds: Int32? = nil
    ) -> RPCError {
        let status = Segue_Rpc_Status.with {
            ($0.code, $0.message) = (Int32(code.rawValue), "[\(errorClass)] so it is")
            let info = Segue_Rpc_ErrorInfo.with { $0.metadata = ["errorClass": errorClass, "sqlState": "XX000"] }
            $0.details = [detail(info, "google.rpc.ErrorInfo")]
            if let milliseconds {
                let retry = Segue_Rpc_RetryInfo.with { $0.retryDelay.nanos = milliseconds * 1_000_000 }
                $0.details.append(detail(retry, "google.rpc.RetryInfo"))
            }
        }
        var metadata = Metadata()
        if let bytes: [UInt8] = try? status.serializedBytes() {
            metadata.addBinary(bytes, forKey: "grpc-status-details-bin")
        }
        return RPCError(code: code, message: "short", metadata: metadata)
    }

    private static func detail(_ message: some Message, _ name: String) -> Segue_Rpc_Detail {
        .with {
            $0.typeURL = "type.googleapis.com/\(name)"
            $0.value = (try? message.serializedData()) ?? Data()
        }
    }
}
