import CKernels
import Foundation
import Synchronization

/// Threads that work on one thing in step with each other.
public enum Team {
    /// One thread's place in its team.
    public struct Member: Sendable {
        /// Its number, from 0.
        public let index: Int
        /// How many threads there are.
        public let count: Int
        fileprivate let gate: Gate

        /// Waits until all of the team have come here; what they wrote before is then seen by all.
        public func barrier() { gate.pass(count) }

        /// Its share of `range`: neighbouring and as even as can be.
        public func share(of range: Range<Int>) -> Range<Int> {
            let start = range.lowerBound + range.count * index / count
            return start..<(range.lowerBound + range.count * (index + 1) / count)
        }
    }

    /// Runs `body` once in each of `threads` threads, the caller's own among them, and returns when all are done.
    public static func run(threads: Int, _ body: @escaping @Sendable (Member) -> Void) {
        let gate = Gate()
        let others = DispatchGroup()
        for index in 1..<max(threads, 1) {
            others.enter()
            Thread.detachNewThread {
                body(Member(index: index, count: threads, gate: gate))
                others.leave()
            }
        }
        body(Member(index: 0, count: max(threads, 1), gate: gate))
        others.wait()
    }

    /// What `body` makes in each of `threads` threads, one after the other in order of threads.
    public static func collect<Element: Sendable>(
        threads: Int, _ body: @escaping @Sendable (Member) -> [Element]
    ) -> [Element] {
        let parts = Mutex([[Element]](repeating: [], count: max(threads, 1)))
        run(threads: threads) { member in
            let part = body(member)
            parts.withLock { $0[member.index] = part }
        }
        return parts.withLock { $0.flatMap(\.self) }
    }
}

/// A barrier that spins a little, then yields: steps are tens of microseconds apart.
private final class Gate: Sendable {
    private let waiting = Atomic<Int>(0)
    private let round = Atomic<Int>(0)

    func pass(_ count: Int) {
        guard count > 1 else { return }
        let now = round.load(ordering: .acquiring)
        if waiting.add(1, ordering: .acquiringAndReleasing).newValue == count {
            waiting.store(0, ordering: .relaxed)
            round.store(now + 1, ordering: .releasing)
            return
        }
        var spins = 0
        while round.load(ordering: .acquiring) == now {
            spins += 1
            if spins < 200 { segue_pause() } else { sched_yield() }
        }
    }
}
