import Foundation

/// Where a Spark Connect server is and how to speak to it: `sc://HOST[:PORT]/SCHEMA[;name=value…]`.
///
/// The parameters are those of Spark's own connection string: `token`, `use_ssl`, `user_id`, `user_agent`, `session_id`
/// and `grpc_keepalive_…`; all others are sent as headers of every call.
public struct ConnectionString: Sendable {
    public static let defaultPort = 15002

    /// A name or a number; IPv6 without its brackets.
    public let host: String
    public let port: Int
    /// The schema after the slash, decoded; nil where none is named.
    public let schema: String?
    /// Whether the line is encrypted.
    public let usesTLS: Bool
    public let userID: String
    public let userAgent: String?
    /// The session to join; nil for one of our own.
    public let sessionID: String?
    /// Sent with every call, names in lower case.
    public let headers: [Header]
    /// A file of trusted certificates (PEM) in place of the system's.
    public let certificates: String?

    package let token: Secret?
    let keepalive: Keepalive?
    /// How often to try again before giving up.
    package var tries = 8

    public struct Header: Equatable, Sendable {
        public let name: String
        public let value: String
    }

    /// Pings that find out that the other side is gone. By default rarer than any server of gRPC minds.
    struct Keepalive: Equatable, Sendable {
        var time = 300_000
        var timeout = 20_000
        var withoutCalls = false
    }

    /// What no message and no dump shows.
    package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
        package let value: String
        package var description: String { "…" }
        package var debugDescription: String { "…" }
        package var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// Reads an address. From the environment come the user (`SPARK_USER`, `USER`), the token
    /// (`SPARK_CONNECT_AUTHENTICATE_TOKEN`) and the file of trusted certificates (`GRPC_DEFAULT_SSL_ROOTS_FILE_PATH`),
    /// as for Spark's own clients.
    public init(
        _ text: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(SparkError) {
        do {
            let address = try Address(text)
            let parameters = try Parameters(address.parameters)
            (host, port, schema) = (address.host, address.port, address.schema)
            token = parameters.token ?? environment["SPARK_CONNECT_AUTHENTICATE_TOKEN"].map { Secret(value: $0) }
            usesTLS = try Self.usesTLS(parameters, token: token, host: address.host)
            userID = parameters.userID ?? environment["SPARK_USER"] ?? environment["USER"] ?? ""
            (userAgent, sessionID, headers) = (parameters.userAgent, parameters.sessionID, parameters.headers)
            keepalive = parameters.keepalive
            certificates = environment["GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"]
        } catch {
            throw .badAddress(error)
        }
    }

    /// Spark's rule: a token implies TLS, save to `localhost`, where the line stays on the machine.
    private static func usesTLS(
        _ parameters: Parameters, token: Secret?, host: String
    ) throws(AddressFault) -> Bool {
        if parameters.usesTLS == true { return true }
        if token == nil || host == "localhost" { return false }
        guard parameters.usesTLS == nil else {
            throw AddressFault(kind: .tokenWithoutTLS, found: "", offset: parameters.offsetOfTLS)
        }
        return true
    }
}

extension ConnectionString: CustomStringConvertible {
    /// The address without its parameters.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "sc://\(name):\(port)/\(schema ?? "")"
    }
}
