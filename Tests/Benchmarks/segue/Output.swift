import Session
import Synchronization

/// What a session has written since it was last cleared.
final class Output: Sendable {
    private let texts = Mutex((results: "", notes: ""))

    /// Writes here.
    var console: Console {
        Console(write: { [self] text in write(text) }, note: { [self] text in note(text) })
    }

    var results: String { texts.withLock { $0.results } }
    var notes: String { texts.withLock { $0.notes } }

    func clear() { texts.withLock { $0 = ("", "") } }

    private func write(_ text: String) -> Bool {
        texts.withLock { $0.results += text }
        return true
    }

    private func note(_ text: String) { texts.withLock { $0.notes += text } }
}
