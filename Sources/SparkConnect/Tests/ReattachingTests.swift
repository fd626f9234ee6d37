import GRPCCore
import SparkConnect
import SparkProtocol
import Synchronization
import Testing

/// Streams that break, against a stand-in for Spark.
@Suite struct ReattachingTests {
    private static func rows(_ spark: SparkConnection) throws -> [UInt8] {
        try spark.batches("SELECT 1").flatMap { $0 }
    }

    @Test(arguments: [0, 1, 3, 5, 6])
    func noRowIsLostOrGivenTwiceWhereverTheStreamBreaks(answers: Int) async throws {
        let unavailable = RPCError(code: .unavailable, message: "gone for a moment")
        for end in [StandIn.Act.End.early, .fault(unavailable), .cut] {
            let act = StandIn.Act(answers: answers, end: end)
            let server = try await StandIn(StandIn.Play(acts: [act, act]))
            #expect(try Self.rows(server.connect()) == [0, 1, 2, 3, 4], "after \(answers), \(end)")
            #expect(server.asked.filter { $0 == "ExecutePlan" }.count == 1)
            server.stop()
        }
    }

    @Test func whatNeverArrivedIsSentAgain() async throws {
        let lost = StandIn.Act(
            answers: 0, end: .fault(RPCError(code: .unavailable, message: "lost")), forgets: true)
        let server = try await StandIn(StandIn.Play(acts: [lost]))
        #expect(try Self.rows(server.connect()) == [0, 1, 2, 3, 4])
        #expect(server.asked.filter { $0 == "ExecutePlan" }.count == 2)
    }

    @Test func aServerThatAsksForPatienceGetsIt() async throws {
        let busy = StandIn.fault("SERVER_BUSY", code: .resourceExhausted, retryAfter: 200)
        let server = try await StandIn(StandIn.Play(acts: [.init(answers: 2, end: .fault(busy))]))
        #expect(try Self.rows(server.connect()) == [0, 1, 2, 3, 4])
    }

    @Test func anotherCursorOfOursIsNoFault() async throws {
        let taken = RPCError(code: .internalError, message: "[INVALID_CURSOR.DISCONNECTED] taken over")
        let server = try await StandIn(StandIn.Play(acts: [.init(answers: 2, end: .fault(taken))]))
        #expect(try Self.rows(server.connect()) == [0, 1, 2, 3, 4])
    }

    @Test func aServerThatStaysAwayIsToldAfterSomeTries() async throws {
        let away = StandIn.Act(answers: 0, end: .fault(RPCError(code: .unavailable, message: "away")))
        let server = try await StandIn(StandIn.Play(acts: Array(repeating: away, count: 100)))
        let spark = try server.connect()
        #expect(throws: SparkError.unreachable(host: "localhost", port: server.port, reason: "away")) {
            try Self.rows(spark)
        }
        #expect(server.asked.filter { $0 == "ReattachExecute" }.count == 3)
    }

    @Test(arguments: ["SESSION_NOT_FOUND", "SESSION_CHANGED", "SESSION_CLOSED", "OPERATION_NOT_FOUND"])
    func aSessionThatIsGoneIsTold(handle: String) async throws {
        let fault = StandIn.fault("INVALID_HANDLE.\(handle)")
        let server = try await StandIn(StandIn.Play(acts: [.init(answers: 2, end: .fault(fault))]))
        let spark = try server.connect()
        #expect(throws: SparkError.sessionGone(reason: "[INVALID_HANDLE.\(handle)] so it is")) { try Self.rows(spark) }
    }

    @Test func anotherStartOfTheServerIsNotTakenForTheSame() async throws {
        let server = try await StandIn()
        let spark = try server.connect()
        server.restart()
        #expect(throws: SparkError.sessionGone(reason: "another session of the server answered")) {
            try Self.rows(spark)
        }
    }

    @Test func aFaultOfSparkIsNotTriedAgain() async throws {
        let server = try await StandIn(
            StandIn.Play(acts: [.init(answers: 1, end: .fault(StandIn.fault("DIVIDE_BY_ZERO")))]))
        let spark = try server.connect()
        let told = SparkError.failed(
            errorClass: "DIVIDE_BY_ZERO", sqlState: "XX000", message: "[DIVIDE_BY_ZERO] so it is", parameters: [:])
        #expect(throws: told) { try Self.rows(spark) }
        #expect(!server.asked.contains("ReattachExecute"))
    }

    @Test func aGapInTheRowsIsNoAnswer() async throws {
        let server = try await StandIn(
            StandIn.Play(change: { if $0.responseID == "3" { $0.arrowBatch.startOffset = 4 } }))
        let spark = try server.connect()
        #expect(throws: SparkError.broken("a batch that starts at row 4 after 3 rows")) { try Self.rows(spark) }
    }

    @Test func anAnswerForSomeoneElseIsNoAnswer() async throws {
        let server = try await StandIn(StandIn.Play(change: { $0.sessionID = "somebody" }))
        let spark = try server.connect("session_id=00000000-0000-4000-8000-000000000000")
        let told = "an answer for session somebody instead of 00000000-0000-4000-8000-000000000000"
        #expect(throws: SparkError.broken(told)) { try Self.rows(spark) }
    }

    @Test func aConnectionThatWasCutIsMadeAgain() async throws {
        let server = try await StandIn()
        let spark = try server.connect()
        for _ in 0..<3 {
            #expect(try Self.rows(spark) == [0, 1, 2, 3, 4])
            server.cut()
        }
    }
}
