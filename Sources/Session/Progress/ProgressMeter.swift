import Synchronization

/// Tells a person how far long work is, and takes back what it drew before anything else is written.
///
/// It may be told more often than it shows, and from any thread. A terminal's line is drawn ten times a second at most,
/// the first after a third of one so that short work does not flicker; whole lines come every ten seconds.
final class ProgressMeter: Sendable {
    /// What it shows: a line that is drawn anew in place of itself, or line after line.
    private enum Form { case bar, lines }

    private struct State {
        /// When the next line is due; nil where nothing goes on.
        var due: Duration?
        /// How the work stood at first and at last, and when that was.
        var first: (standing: Standing, time: Duration)?
        var last: (standing: Standing, time: Duration)?
        /// What the terminal's line shows.
        var drawn: String?
        var watch: Task<Void, Never>?
    }

    private let form: Form?
    private let output: @Sendable (String) -> Void
    private let width: @Sendable () -> Int?
    private let clock: ProgressClock
    private let state = Mutex(State())

    /// A meter that shows what `console` asks for, where it writes notes.
    init(_ console: Console) {
        form =
            switch console.progress {
            case .auto: console.isErrorTerminal ? .bar : nil
            case .plain: .lines
            case .off: nil
            }
        (output, width, clock) = (console.note, console.width, console.clock)
    }

    /// Takes in where the work stands, and shows it when that is due.
    func show(_ standing: Standing) {
        guard form != nil else { return }
        let now = clock.now()
        state.withLock { state in
            if state.first?.standing.work != standing.work { state.first = (standing, now) }
            state.last = (standing, now)
            guard let due = state.due else { return begin(&state, now) }
            if now >= due { draw(&state, now) }
        }
    }

    /// The work is over: nothing of it stays on a terminal.
    func end() {
        state.withLock { state in
            wipe(&state)
            state.watch?.cancel()
            state = State()
        }
    }

    /// Does `body`, which writes something else.
    func aside(_ body: () -> Void) {
        state.withLock { state in
            wipe(&state)
            body()
        }
    }

    private func begin(_ state: inout State, _ now: Duration) {
        state.due = now + (form == .bar ? .milliseconds(300) : .seconds(10))
        guard clock.runsAlone else { return }
        state.watch = Task.detached { [weak self] in
            while let pause = self?.look() { try? await Task.sleep(for: pause) }
        }
    }

    /// Shows what is due though nothing was heard; answers how long to wait for the next, nil where all is over.
    private func look() -> Duration? {
        state.withLock { state in
            guard let due = state.due, !Task.isCancelled else { return nil }
            let now = clock.now()
            if now >= due { draw(&state, now) }
            return max((state.due ?? now) - now, .milliseconds(1))
        }
    }

    private func draw(_ state: inout State, _ now: Duration) {
        guard let form, let first = state.first, let last = state.last else { return }
        let pace = Pace(from: first.standing, to: last.standing, after: last.time - first.time, now: now - first.time)
        let words = ProgressLine(last.standing, pace)
        switch form {
        case .bar:
            state.due = now + .milliseconds(100)
            // A line that wraps could not be wiped.
            let line = words.drawn(width: (width() ?? 80) - 1)
            if line != state.drawn { output(Self.wiping + line) }
            state.drawn = line
        case .lines:
            state.due = now + .seconds(10)
            output(words.text + "\n")
        }
    }

    private func wipe(_ state: inout State) {
        if state.drawn != nil { output(Self.wiping) }
        state.drawn = nil
    }

    /// Goes to the line's start and wipes all of it.
    private static let wiping = "\r\u{1B}[K"
}

extension Console {
    /// The same console, before whose words what `meter` drew is wiped.
    func cleared(by meter: ProgressMeter) -> Console {
        var console = self
        console.note = { [note] text in meter.aside { note(text) } }
        console.write = { [write] text in
            meter.aside {}
            return write(text)
        }
        return console
    }
}
