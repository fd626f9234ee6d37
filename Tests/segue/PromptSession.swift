import Foundation
import Testing

/// The program at a terminal, and a person who types.
final class PromptSession {
    /// What was waited for did not come; all that came in its place.
    struct Missing: Error, CustomStringConvertible {
        let wanted: String
        let came: String
        var description: String { "waited for \(wanted.debugDescription), but there came \(came.debugDescription)" }
    }

    let child: Child
    private let terminal: Int32
    private let device: Int32
    private var shown: [UInt8] = []
    /// Where in `shown` the next wait looks.
    private var seen = 0

    /// TIOCSPTLCK and TIOCGPTN of Linux: the C library's functions for them are not in Swift's module.
    private static let (unlock, name): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    /// Starts the program with these arguments at a terminal of 24 lines.
    init(_ shell: Shell, _ arguments: [String], columns: UInt16 = 80) throws {
        terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (number, isLocked): (UInt32, Int32) = (0, 0)
        guard terminal >= 0, ioctl(terminal, Self.unlock, &isLocked) == 0, ioctl(terminal, Self.name, &number) == 0
        else { throw Child.Failure(code: errno) }
        let path = "/dev/pts/\(number)"
        device = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(device, UInt(TIOCSWINSZ), &size)
        _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
        child = try Child(
            Child.Start(
                program: Shell.program, arguments: arguments, environment: shell.environment,
                folder: shell.folder.path, streams: [path, path, path]))
    }

    /// A session on `db` of the shell's folder that has come to its prompt, with history in `history`.
    static func started(
        _ shell: Shell, _ arguments: [String] = [], prompt: String = "segue> "
    ) throws -> PromptSession {
        let session = try PromptSession(shell, ["db", "--history", "history", "--color", "never"] + arguments)
        try session.expect("segue ")
        try session.expect("Ctrl-D leaves")
        try session.expect(prompt)
        return session
    }

    /// Leaves with Ctrl-D, which must put the terminal right.
    func leave() {
        type(Key.endOfInput)
        #expect(end() == .exit(0) && echoes)
    }

    deinit {
        close(terminal)
        close(device)
    }

    /// Waits until `text` is shown, after what was waited for before.
    func expect(_ text: String, within seconds: Double = 20) throws {
        let wanted = Array(text.utf8)
        let isThere = waits(seconds) {
            read()
            guard let place = shown[seen...].firstRange(of: wanted) else { return false }
            seen = place.upperBound
            return true
        }
        guard isThere else { throw Missing(wanted: text, came: String(decoding: shown[seen...], as: UTF8.self)) }
    }

    /// All that was shown so far.
    var all: String { String(decoding: shown, as: UTF8.self) }
    /// All that was shown so far and not waited for.
    var rest: String { String(decoding: shown[seen...], as: UTF8.self) }

    /// Makes the window so wide, and tells the program.
    func resize(columns: UInt16) {
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(device, UInt(TIOCSWINSZ), &size)
        child.signal(SIGWINCH)
    }

    /// Types keys.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(terminal, bytes, bytes.count)
    }

    /// Types a statement at the prompt and waits for what it shows.
    func enter(_ statement: String, shows text: String) throws {
        type(statement + "\n")
        try expect(statement)
        try expect(text)
        try expect("segue> ")
    }

    /// Whether the terminal shows what is typed by itself, as it did before the program.
    var echoes: Bool {
        var settings = termios()
        tcgetattr(device, &settings)
        return settings.c_lflag & tcflag_t(ECHO) != 0 && settings.c_lflag & tcflag_t(ICANON) != 0
    }

    /// Waits for the program's end.
    func end(within seconds: Double = 20) -> Child.Ending {
        _ = waits(seconds) {
            read()
            return child.hasEnded
        }
        return child.end(within: 0)
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(terminal, &buffer, buffer.count)
        if count > 0 { shown += buffer[..<count] }
    }
}

/// Keys that are no text.
enum Key {
    static let interrupt = "\u{03}"
    static let endOfInput = "\u{04}"
    static let tab = "\t"
    static let backspace = "\u{7F}"
    static let up = "\u{1B}[A"
    static let erase = "\u{15}"
}
