import Foundation
import Graph
import Synchronization
import Testing
import TripleStore

/// A writer that finds another at work.
@Suite struct WaitTests {
    let scratch = Scratch()

    /// Runs `work` on a thread of its own while this one writes, and lets go once `isReached`.
    private func whileWriting(_ store: TripleStore, until isReached: () -> Bool, _ work: @escaping @Sendable () -> Void)
        throws
    {
        let writer = try store.begin()
        Thread.detachNewThread(work)
        while !isReached() { usleep(1_000) }
        writer.abort()
    }

    @Test func aWaitingWriterIsToldOnceWhoWrites() throws {
        let store = try scratch.open()
        let told = Log<Int32>()
        try whileWriting(store, until: { !told.entries.isEmpty }) {
            _ = try? store.write(waiting: { told.append($0) }) { _ = try $0.makeNodes(3) }
        }
        while try store.reader().nodeLimit == 0 { usleep(1_000) }
        #expect(told.entries == [getpid()])
    }

    @Test func aRaisedFlagEndsTheWait() throws {
        let cancellation = Cancellation()
        let store = try TripleStore(folder: scratch.path, options: .init(creates: true), cancellation: cancellation)
        let failures = Log<StoreError>()
        try whileWriting(store, until: { !failures.entries.isEmpty }) {
            do throws(StoreError) {
                _ = try store.begin(waiting: { _ in cancellation.raise() })
            } catch {
                failures.append(error)
            }
        }
        #expect(failures.entries == [.interrupted])
        cancellation.lower()
        #expect(try store.write { try $0.makeNodes(2) }.count == 2)
    }

    @Test func aWriterThatNobodyHoldsUpIsToldNothing() throws {
        let store = try scratch.open()
        try store.begin(waiting: { _ in Issue.record("there is no other writer") }).abort()
        try store.begin(waiting: { _ in Issue.record("the other writer has ended") }).commit()
    }

    /// Who may read alone makes no file.
    @Test func readersLeaveNoLock() throws {
        try scratch.open().write { _ = try $0.makeNodes(3) }
        let lock = scratch.path + "/writer.lock"
        try FileManager.default.removeItem(atPath: lock)
        let store = try TripleStore(folder: scratch.path, options: .init(readOnly: true))
        #expect(try store.reader().nodeLimit == 3)
        #expect(!FileManager.default.fileExists(atPath: lock))
    }
}

/// What threads have noted.
private final class Log<Entry: Sendable>: Sendable {
    private let noted = Mutex<[Entry]>([])

    var entries: [Entry] { noted.withLock { $0 } }

    func append(_ entry: Entry) { noted.withLock { $0.append(entry) } }
}
