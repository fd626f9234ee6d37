import Foundation
import GRPCCore
import SparkProtocol
import SwiftProtobuf

/// How a call failed: gRPC's status, and what Spark adds to it.
struct Fault: Error, Sendable {
    let code: RPCError.Code
    let message: String
    /// Spark's name of the fault, such as `TABLE_OR_VIEW_NOT_FOUND`.
    let errorClass: String?
    let sqlState: String?
    /// What to ask the server for all of it.
    let errorID: String?
    /// The wait that the server asks for before another try.
    let retryDelay: Duration?
    let reason: String
    /// Whether it is the encryption that failed.
    let isOfTLS: Bool

    init(_ error: any Error) {
        if let error = error as? RPCError {
            self.init(error)
        } else {
            self.init(code: error is CancellationError ? .cancelled : .unknown, reason: Self.reason(error))
        }
    }

    private init(_ error: RPCError) {
        let told = error.metadata[binaryValues: "grpc-status-details-bin"].lazy
            .compactMap { try? Segue_Rpc_Status(serializedBytes: $0) }.first
        let info = told?.first(Segue_Rpc_ErrorInfo.self, named: "google.rpc.ErrorInfo")?.metadata
        let retry = told?.first(Segue_Rpc_RetryInfo.self, named: "google.rpc.RetryInfo")?.retryDelay
        code = error.code
        message = told?.message.nonEmpty ?? error.message
        errorClass = info?["errorClass"] ?? Self.handle(in: message)
        sqlState = info?["sqlState"]
        errorID = info?["errorId"]
        retryDelay = retry.map { .seconds($0.seconds) + .nanoseconds(Int64($0.nanos)) }
        reason = Self.reason(error)
        isOfTLS = Self.told(error).contains("SSL")
    }

    private init(code: RPCError.Code, reason: String) {
        (self.code, message, self.reason) = (code, reason, reason)
        (errorClass, sqlState, errorID, retryDelay, isOfTLS) = (nil, nil, nil, nil, false)
    }

    /// A stream that ended before its time.
    static let ended = Fault(code: .unavailable, reason: "the stream ended before all had come")

    /// Whether the same may work in a while.
    var isPassing: Bool {
        code == .unavailable || code == .deadlineExceeded || retryDelay != nil
            || message.contains("INVALID_CURSOR.DISCONNECTED")
    }

    /// Whether the server does not know the session, or no longer.
    var isSessionGone: Bool { errorClass?.hasPrefix("INVALID_HANDLE.SESSION_") ?? false }

    /// Whether the server does not know the operation.
    var isOperationUnknown: Bool {
        errorClass == "INVALID_HANDLE.OPERATION_NOT_FOUND" || errorClass == "INVALID_HANDLE.OPERATION_ABANDONED"
    }

    /// The innermost cause, which says most, without the words of the libraries around it.
    static func reason(_ error: any Error) -> String {
        let text = told(error)
        return text.between("OPENSSL_internal:", and: " ").map { $0.lowercased().replacing("_", with: " ") }
            ?? text.between("(error set): ", and: ") (errno") ?? text
    }

    /// The innermost cause as it is told.
    private static func told(_ error: any Error) -> String {
        var error = error
        while let cause = (error as? RPCError)?.cause ?? (error as? RuntimeError)?.cause { error = cause }
        return (error as? RPCError)?.message ?? String(describing: error)
    }

    /// The class in front of a message that came without details: `[INVALID_HANDLE.SESSION_NOT_FOUND] The …`.
    private static func handle(in message: String) -> String? {
        guard let start = message.range(of: "[INVALID_HANDLE.") else { return nil }
        return String(message[start.lowerBound...].dropFirst().prefix { $0 != "]" })
    }
}

extension Segue_Rpc_Status {
    /// The first detail that is such a message.
    fileprivate func first<Detail: Message>(_: Detail.Type, named name: String) -> Detail? {
        details.first { $0.typeURL.hasSuffix("/" + name) }.flatMap { try? Detail(serializedBytes: $0.value) }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }

    /// What stands between two marks.
    fileprivate func between(_ start: String, and end: String) -> String? {
        guard let start = range(of: start), let end = self[start.upperBound...].range(of: end) else { return nil }
        return String(self[start.upperBound..<end.lowerBound])
    }
}
