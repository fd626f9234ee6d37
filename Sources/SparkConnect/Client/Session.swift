import Foundation
import SparkProtocol
import SwiftProtobuf
import Synchronization

/// Who we are to the server: what every request says, and what every answer is checked against.
final class Session: Sendable {
    let id: String
    /// Whether it is of our own making, and ours to release.
    let isOwn: Bool
    let user: Spark_Connect_UserContext
    let clientType: String
    /// The start of the server that answered first. Another one would have lost the session.
    private let server = Mutex<String?>(nil)

    init(_ place: ConnectionString) {
        id = place.sessionID ?? UUID().uuidString.lowercased()
        isOwn = place.sessionID == nil
        user = .with { ($0.userID, $0.userName) = (place.userID, place.userID) }
        clientType = [place.userAgent, "segue"].compactMap { $0 }.joined(separator: " ")
    }

    var observedServer: String? { server.withLock { $0 } }

    /// Takes an answer as one of this session, or says why not.
    func check(_ answer: some SessionAnswer) throws(SparkError) {
        guard answer.sessionID == id else {
            throw .broken("an answer for session \(answer.sessionID) instead of \(id)")
        }
        guard !answer.serverSideSessionID.isEmpty else { return }
        let known = server.withLock { known in
            if known == nil { known = answer.serverSideSessionID }
            return known
        }
        if known != answer.serverSideSessionID { throw .sessionGone(reason: "another session of the server answered") }
    }
}

/// A request that says whose it is.
protocol SessionRequest: Message, Sendable {
    var sessionID: String { get set }
    var userContext: Spark_Connect_UserContext { get set }
    var clientType: String { get set }
    var clientObservedServerSideSessionID: String { get set }
}

/// An answer that says for whom it is.
protocol SessionAnswer: Message, Sendable {
    var sessionID: String { get }
    var serverSideSessionID: String { get }
}

extension SessionRequest {
    /// One of a session, filled in.
    static func of(_ session: Session, _ fill: (inout Self) -> Void) -> Self {
        var request = Self()
        (request.sessionID, request.userContext) = (session.id, session.user)
        request.clientType = session.clientType
        if let server = session.observedServer { request.clientObservedServerSideSessionID = server }
        fill(&request)
        return request
    }
}

extension Spark_Connect_ExecutePlanRequest: SessionRequest {}
extension Spark_Connect_ReattachExecuteRequest: SessionRequest {}
extension Spark_Connect_ReleaseExecuteRequest: SessionRequest {}
extension Spark_Connect_InterruptRequest: SessionRequest {}
extension Spark_Connect_AnalyzePlanRequest: SessionRequest {}
extension Spark_Connect_ConfigRequest: SessionRequest {}
extension Spark_Connect_FetchErrorDetailsRequest: SessionRequest {}

extension Spark_Connect_ExecutePlanResponse: SessionAnswer {}
extension Spark_Connect_ReleaseExecuteResponse: SessionAnswer {}
extension Spark_Connect_InterruptResponse: SessionAnswer {}
extension Spark_Connect_AnalyzePlanResponse: SessionAnswer {}
extension Spark_Connect_ConfigResponse: SessionAnswer {}
extension Spark_Connect_FetchErrorDetailsResponse: SessionAnswer {}
