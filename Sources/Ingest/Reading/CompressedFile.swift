import CZlib
import Glibc

/// A file read from its start to its end, plain or gzip.
final class CompressedFile {
    let path: String
    private(set) var isAtEnd = false
    private let file: gzFile
    /// How many bytes it has on disk; nil of what is no regular file.
    private let size: Int?

    init(path: String) throws(IngestError) {
        guard let file = gzopen(path, "rb") else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        gzbuffer(file, 256 << 10)
        self.path = path
        self.file = file
        var status = stat()
        size = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit { gzclose_r(file) }

    /// How much of what lies on disk has been read, from 0 to 1; nil where nobody knows how much that is, as of a pipe.
    var share: Double? {
        guard let size, size > 0 else { return nil }
        let place = gzoffset(file)
        return place < 0 ? nil : min(Double(place) / Double(size), 1)
    }

    /// Whether what it reads is gzip.
    var isCompressed: Bool {
        get throws(IngestError) {
            var byte: UInt8 = 0
            _ = try withUnsafeMutablePointer(to: &byte) { byte throws(IngestError) in
                try read(into: UnsafeMutableBufferPointer(start: byte, count: 1), line: 0)
            }
            return gzdirect(file) == 0
        }
    }

    /// Reads at most so many bytes as there is room for; `line` is how many lines came whole before.
    func read(into room: UnsafeMutableBufferPointer<UInt8>, line: Int) throws(IngestError) -> Int {
        let wanted = UInt32(min(room.count, 1 << 20))
        let count = gzread(file, room.baseAddress, wanted)
        let wasInterrupted = count < 0 && errno == EINTR
        var status: Int32 = 0
        let reason = gzerror(file, &status).map { String(cString: $0) } ?? ""
        if wasInterrupted { throw .interrupted }
        if status == Z_ERRNO { throw .unreadable(path: path, reason: reason) }
        if count < 0 || status != Z_OK && status != Z_STREAM_END { throw .brokenGzip(path: path, line: line) }
        isAtEnd = count < Int32(wanted) && gzeof(file) != 0
        return Int(count)
    }
}
