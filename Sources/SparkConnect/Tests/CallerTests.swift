import Foundation
import SparkConnect
import Synchronization
import Testing

/// What the caller may do: be slow, fail, stop, leave.
@Suite struct CallerTests {
    @Test func aSlowCallerMakesTheServerWait() async throws {
        let batch = [UInt8](repeating: 7, count: 1 << 20)
        let server = try await StandIn(StandIn.Play(batches: Array(repeating: batch, count: 200)))
        let spark = try server.connect()
        var (taken, sentMeanwhile) = (0, 0)
        try spark.run("SELECT 1") { _ in
            if taken == 0 {
                Thread.sleep(forTimeInterval: 0.5)
                sentMeanwhile = server.sent
            }
            taken += 1
        }
        #expect(taken == 200)
        #expect(sentMeanwhile < 60, "\(sentMeanwhile) of 200 MB were sent to a caller that had taken one")
    }

    @Test func aFaultOfTheCallerStopsTheStatement() async throws {
        struct DiskFull: Error, Equatable { var cause: SparkError? }
        let server = try await StandIn()
        let spark = try server.connect()
        #expect(throws: DiskFull()) {
            try spark.run("SELECT 1", failing: { DiskFull(cause: $0) }) { _ throws(DiskFull) in throw DiskFull() }
        }
        #expect(server.asked.contains("Interrupt"))
        #expect(try spark.batches("SELECT 1").count == 5)
    }

    @Test func aStopWhileRowsComeIsHeard() async throws {
        let isStopped = Mutex(false)
        let server = try await StandIn()
        let spark = try server.connect { isStopped.withLock { $0 } }
        #expect(throws: SparkError.interrupted) {
            try spark.run("SELECT 1") { _ in isStopped.withLock { $0 = true } }
        }
        #expect(server.asked.contains("Interrupt"))
    }

    @Test func aSessionOfOurOwnIsGivenBack() async throws {
        let server = try await StandIn()
        do { _ = try server.connect() }
        #expect(server.asked == ["AnalyzePlan", "ReleaseSession"])
        do { _ = try server.connect("session_id=\(UUID().uuidString)") }
        #expect(server.asked == ["AnalyzePlan", "ReleaseSession", "AnalyzePlan"])
    }

    @Test func manyCallersDoNotWaitForEachOther() async throws {
        let server = try await StandIn()
        let results = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let spark = try server.connect()
                    return try spark.batches("SELECT 1").count
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: 5, count: 20))
    }
}
