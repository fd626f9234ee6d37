/// What can go wrong between here and Spark: facts, without prose.
public enum SparkError: Error, Equatable, Sendable {
    /// The address is not one of Spark Connect.
    case badAddress(AddressFault)
    /// Nobody answered there, or no longer.
    case unreachable(host: String, port: Int, reason: String)
    /// No safe line: the certificate is not trusted or not of this host, or the server does not speak TLS.
    case refusedTLS(host: String, port: Int, reason: String)
    /// The token is missing or is not the right one.
    case unauthenticated(host: String, port: Int)
    /// The server has lost the session, as it was started anew or let it expire: what ran is lost with it.
    case sessionGone(reason: String)
    /// Spark ran it and it failed. The message is Spark's own, with the place in the statement.
    case failed(errorClass: String?, sqlState: String?, message: String, parameters: [String: String])
    /// The caller asked to stop.
    case interrupted
    /// What came back contradicts the protocol.
    case broken(String)
}

/// What is wrong with an address of Spark Connect, and where. The token is never part of it.
public struct AddressFault: Error, Equatable, Sendable {
    /// Which part is at fault.
    public enum Kind: Equatable, Sendable {
        /// It does not begin with `sc://`.
        case scheme
        case missingHost
        /// A bracket that is not closed, or a character that no host has.
        case host
        /// Not a number from 1 to 65535.
        case port
        /// More than one name, or an escape that is none.
        case schema
        /// Not `name=value`.
        case parameter
        case repeated(name: String)
        /// A value that the parameter cannot have.
        case value(name: String, expected: Expected)
        /// A token is only sent over TLS, or to localhost.
        case tokenWithoutTLS
    }

    /// What a parameter takes.
    public enum Expected: Equatable, Sendable {
        case trueOrFalse, uuid, milliseconds, visibleCharacters, percentEncoding
    }

    public let kind: Kind
    /// The part as it was written; empty where that would show the token.
    public let found: String
    /// The characters before it.
    public let offset: Int
}
