import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import OwnThread
import SparkProtocol
import SwiftProtobuf

/// The line to the server: gRPC's client, which connects anew whenever it must, and the headers of every call.
struct Line: Sendable {
    let place: ConnectionString
    private let client: GRPCClient<HTTP2ClientTransport.Posix>
    private let headers: Metadata

    /// Opens it: the connection itself is made by the first call.
    init(_ place: ConnectionString, on thread: OwnThread) throws(SparkError) {
        self.place = place
        headers = Self.headers(place)
        do {
            client = GRPCClient(
                transport: try .http2NIOPosix(
                    target: .dns(host: place.host, port: place.port), transportSecurity: Self.security(place),
                    config: Self.config(place)))
        } catch {
            throw .refusedTLS(host: place.host, port: place.port, reason: Fault.reason(error))
        }
        let client = client
        Task(executorPreference: thread) { try? await client.runConnections() }
    }

    func close() { client.beginGracefulShutdown() }

    /// A call with one answer.
    func ask<Request: Message, Response: Message>(
        _ method: Method, _ request: Request, within time: Duration? = nil
    ) async throws(Fault) -> Response {
        var options = CallOptions.defaults
        options.timeout = time
        do {
            return try await client.unary(
                request: ClientRequest(message: request, metadata: headers), descriptor: method.descriptor,
                serializer: Carrier<Request>(), deserializer: Carrier<Response>(), options: options
            ) { try $0.message }
        } catch {
            throw Fault(error)
        }
    }

    /// A call with a stream of answers, each handed over as it comes.
    func stream<Request: Message, Response: Message>(
        _ method: Method, _ request: Request, each: @escaping @Sendable (Response) async throws -> Void
    ) async throws(Fault) {
        var options = CallOptions.defaults
        options.maxResponseMessageBytes = Int(Int32.max)
        do {
            try await client.serverStreaming(
                request: ClientRequest(message: request, metadata: headers), descriptor: method.descriptor,
                serializer: Carrier<Request>(), deserializer: Carrier<Response>(), options: options
            ) { for try await answer in $0.messages { try await each(answer) } }
        } catch {
            throw Fault(error)
        }
    }
}

extension Line {
    private static func headers(_ place: ConnectionString) -> Metadata {
        var headers = Metadata()
        for header in place.headers { headers.addString(header.value, forKey: header.name) }
        if let token = place.token { headers.addString("Bearer \(token.value)", forKey: "authorization") }
        return headers
    }

    private static func security(_ place: ConnectionString) -> HTTP2ClientTransport.Posix.TransportSecurity {
        guard place.usesTLS else { return .plaintext }
        return .tls {
            guard let file = place.certificates else { return }
            $0.trustRoots = .certificates([.file(path: file, format: .pem)])
        }
    }

    /// A window smaller than what Spark keeps to send again (10 MB), so that no answer in flight is lost for good.
    private static func config(_ place: ConnectionString) -> HTTP2ClientTransport.Posix.Config {
        .defaults {
            $0.http2.targetWindowSize = 4 << 20
            $0.http2.maxFrameSize = 1 << 20
            $0.backoff = .init(initial: .milliseconds(100), max: .seconds(1), multiplier: 1.6, jitter: 0.2)
            $0.connection.keepalive = place.keepalive.map {
                .init(
                    time: .milliseconds($0.time), timeout: .milliseconds($0.timeout),
                    allowWithoutCalls: $0.withoutCalls)
            }
        }
    }
}

/// The calls of Spark Connect's service.
enum Method: String {
    case executePlan = "ExecutePlan"
    case reattachExecute = "ReattachExecute"
    case releaseExecute = "ReleaseExecute"
    case interrupt = "Interrupt"
    case analyzePlan = "AnalyzePlan"
    case config = "Config"
    case releaseSession = "ReleaseSession"
    case fetchErrorDetails = "FetchErrorDetails"

    var descriptor: MethodDescriptor {
        MethodDescriptor(fullyQualifiedService: "spark.connect.SparkConnectService", method: rawValue)
    }
}
