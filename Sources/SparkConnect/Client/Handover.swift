import Dispatch
import Synchronization

/// Hands what a task makes to a thread that waits for it, a few at a time: a slow taker makes the task wait.
final class Handover<Element: Sendable>: Sendable {
    /// What a look found.
    enum Found {
        case element(Element)
        /// All was taken, and it ended well or not.
        case end(SparkError?)
        case nothing
    }

    private struct State {
        var waiting: [Element] = []
        var end: SparkError??
        var maker: CheckedContinuation<Void, Never>?
        var isAbandoned = false
    }

    private let capacity: Int
    private let state = Mutex(State())
    private let news = DispatchSemaphore(value: 0)

    init(capacity: Int) { self.capacity = capacity }

    /// Puts one down, and waits while there are too many. None is kept once the taker has left.
    func put(_ element: Element) async {
        await withCheckedContinuation { (maker: CheckedContinuation<Void, Never>) in
            let goesOn = state.withLock { state in
                if state.isAbandoned { return true }
                state.waiting.append(element)
                if state.waiting.count < capacity { return true }
                state.maker = maker
                return false
            }
            if goesOn { maker.resume() }
            news.signal()
        }
    }

    /// Nothing comes after this.
    func end(_ fault: SparkError?) {
        state.withLock { $0.end = .some(fault) }
        news.signal()
    }

    /// The next one, looked for until the time is over.
    func take(within time: DispatchTimeInterval) -> Found {
        _ = news.wait(timeout: .now() + time)
        let (found, maker) = state.withLock { state -> (Found, CheckedContinuation<Void, Never>?) in
            guard !state.waiting.isEmpty else { return (state.end.map { .end($0) } ?? .nothing, nil) }
            let next = state.waiting.removeFirst()
            defer { state.maker = nil }
            return (.element(next), state.maker)
        }
        maker?.resume()
        return found
    }

    /// The taker leaves: what waits is dropped, and the maker may go on.
    func abandon() {
        let maker = state.withLock { state -> CheckedContinuation<Void, Never>? in
            (state.isAbandoned, state.waiting) = (true, [])
            defer { state.maker = nil }
            return state.maker
        }
        maker?.resume()
    }
}
