import SegueKit
import Testing

/// What is kept, by whom it is seen, and who may write.
@Suite struct TransactionTests {
    let library: Library
    var graph: SegueDatabase { library.graph }

    init() throws { library = try Library() }

    private struct Fault: Error {}

    private func songs(_ graph: SegueDatabase) throws -> Int {
        try graph.query("stats").first { $0["name"]?.text == "song" }?["count"]?.integer ?? 0
    }

    @Test func allIsKeptOrNothing() throws {
        let answer = try graph.transaction {
            try graph.query("add song:a")
            try graph.query("add song:b")
            return 7
        }
        #expect(try answer == 7 && songs(graph) == 2)
        #expect(throws: Fault.self) {
            try graph.transaction {
                try graph.query("add song:c")
                throw Fault()
            }
        }
        #expect(try songs(graph) == 2)
    }

    @Test func aReadThatFailsInATransactionHarmsNothingAndAWriteUndoesIt() throws {
        try graph.transaction {
            try graph.query("add song:a")
            #expect(error { try graph.query("describe song:nothing") }?.code == .unknownNode)
        }
        #expect(try songs(graph) == 1)
        let failure = error {
            try graph.transaction {
                try graph.query("add song:b")
                _ = try? graph.query("remove song:nothing")
            }
        }
        #expect(try failure?.code == .badValue && songs(graph) == 1)
        try graph.transaction { _ = try graph.query("add song:c") }
        #expect(try songs(graph) == 2)
        #expect(error { try graph.transaction { try graph.transaction {} } }?.code == .badValue)
    }

    @Test func objectsOnOneFolderSeeWhatWasCommitted() throws {
        let other = try SegueDatabase(at: library.folder.path + "/db", readOnly: true)
        try graph.transaction {
            try graph.query("add song:a")
            #expect(try songs(other) == 0)
        }
        #expect(try songs(other) == 1)
        #expect(error { try other.query("add song:b") }?.code == .readOnly)
    }

    @Test func anObjectPerTaskReadsAtTheSameTime() async throws {
        try graph.query("add song:a")
        let folder = library.folder.path + "/db"
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let own = try SegueDatabase(at: folder, readOnly: true)
                    return try own.query("stats").count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(counts == 4)
    }

    @Test func whatIsNoDatabaseIsNotOpened() throws {
        let missing = library.folder.path + "/missing"
        #expect(error { _ = try SegueDatabase(at: missing, readOnly: true) }?.code == .io)
        let file = try library.folder.write("text", to: "file")
        #expect(error { _ = try SegueDatabase(at: file) } != nil)
    }
}
