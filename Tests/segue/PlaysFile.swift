import Foundation
import TestSupport

/// Rows of `user song count`, drawn by a seed.
struct PlaysFile {
    let rows: String

    /// Rows of so many listeners and songs.
    init(rows count: Int, users: Int, songs: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var rows = ""
        for _ in 0..<count { rows += "u\(random.below(users))\ts\(random.below(songs))\t\(random.below(9) + 1)\n" }
        self.rows = rows
    }
}

/// A pipe with a name: what reads it waits until the test lets it go on.
final class NamedPipe {
    private var descriptor: Int32

    /// Makes the pipe and waits until a process reads it.
    static func opened(at path: String, within seconds: Double = 20, start: () throws -> Run) throws -> (NamedPipe, Run)
    {
        guard mkfifo(path, 0o600) == 0 else { throw Child.Failure(code: errno) }
        let run = try start()
        var descriptor: Int32 = -1
        _ = waits(seconds) {
            descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
            return descriptor >= 0
        }
        guard descriptor >= 0 else { throw Child.Failure(code: errno) }
        _ = fcntl(descriptor, F_SETFL, 0)
        return (NamedPipe(descriptor), run)
    }

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close() }

    /// Writes all of `text`; waits while the reader does.
    func write(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            start += count
        }
    }

    /// Ends the file for the reader.
    func close() {
        if descriptor >= 0 { Foundation.close(descriptor) }
        descriptor = -1
    }
}
