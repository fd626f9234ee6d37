import Glibc

/// What the program's streams are joined to.
public enum Streams {
    /// A standard stream, by its descriptor.
    public enum Stream: Int32, Sendable { case input = 0, output, errors }

    /// Whether a person's terminal is at the other end of `stream`.
    public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The width of the terminal at `stream` in columns; nil where there is none.
    public static func width(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Has the C library read characters as the environment says, which line editing needs for wide ones.
    public static func adoptLocale() {
        if setlocale(LC_CTYPE, "") == nil || MB_CUR_MAX_is_one() { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    private static func MB_CUR_MAX_is_one() -> Bool { __ctype_get_mb_cur_max() == 1 }

    /// How many bytes are written at once.
    private static let portion = 1 << 16

    /// Why a stream takes no more, or a file gives or takes nothing.
    public struct Problem: Error, Equatable, Sendable {
        package let code: Int32

        package init(code: Int32) { self.code = code }

        /// Whether the other end has been closed.
        public var isClosed: Bool { code == EPIPE }
        /// The system's words for it.
        public var reason: String { String(cString: strerror(code)) }
    }

    /// What standard input has next, once there is something; nothing at its end, or once `isOver` holds.
    public static func read(until isOver: () -> Bool) throws(Problem) -> [UInt8] {
        while true {
            // A wait of its own end: a signal may have come just before.
            let isReady = hasInput(within: 200)
            if isOver() { return [] }
            if !isReady { continue }
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: portion) { buffer, filled in
                count = Glibc.read(Stream.input.rawValue, buffer.baseAddress, portion)
                filled = max(count, 0)
            }
            if count >= 0 { return bytes }
            guard errno == EINTR else { throw Problem(code: errno) }
        }
    }

    /// Whether standard input has something, or its end, without waiting.
    public static var hasInput: Bool { hasInput(within: 0) }

    private static func hasInput(within milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: Stream.input.rawValue, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, milliseconds) > 0
    }

    /// Writes all of `text` to `stream`, or what of it has been written when `isOver` holds; nil where that went well.
    @discardableResult
    public static func write(
        _ text: String, to stream: Stream, until isOver: () -> Bool = { false }
    ) -> Problem? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, rest.count > 0, !isOver() {
                let count = Glibc.write(stream.rawValue, base, min(rest.count, portion))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return Problem(code: errno) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return nil
        }
    }
}
