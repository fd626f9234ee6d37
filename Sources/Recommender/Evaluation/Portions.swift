import Graph
import Synchronization
import Tensor

/// Work in many equal parts, of which each of several threads takes the next that nobody has.
final class Portions<Result: Sendable>: Sendable {
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let results: Mutex<[Result?]>

    private init(count: Int) { results = Mutex([Result?](repeating: nil, count: count)) }

    /// What `body` makes of each of `0..<count`, in order; nil where the work was cancelled.
    ///
    /// `progress` hears now and then, in the caller's thread, how many parts are done, by whichever thread.
    static func results(
        _ count: Int, threads: Int, cancellation: Cancellation, progress: @escaping @Sendable (Int) -> Void = { _ in },
        _ body: @escaping @Sendable (Int) -> Result
    ) -> [Result]? {
        let portions = Portions(count: count)
        progress(0)
        Team.run(threads: max(threads, 1)) { member in
            var shown = 1
            while !cancellation.isRaised {
                let part = portions.next.add(1, ordering: .relaxed).oldValue
                guard part < count else { return }
                let result = body(part)
                portions.results.withLock { $0[part] = result }
                let done = portions.done.add(1, ordering: .relaxed).newValue
                if member.index == 0 && done >= shown {
                    progress(done)
                    shown = done + max(count / 1_000, 1)
                }
            }
        }
        if cancellation.isRaised { return nil }
        return portions.results.withLock { $0.compactMap(\.self) }
    }
}
