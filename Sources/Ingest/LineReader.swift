import CZlib
import Glibc

/// The lines of a file, plain or gzip, one at a time, without reading it whole.
final class LineReader {
    /// The longest line that is read, in bytes.
    static let lineLimit = 64 << 20

    let path: String
    /// The number of the line last given out, from 1.
    private(set) var number = 0

    private let file: gzFile
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    init(path: String) throws(IngestError) {
        guard let file = gzopen(path, "rb") else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        gzbuffer(file, 256 << 10)
        self.path = path
        self.file = file
        buffer = .allocate(capacity: 1 << 20)
    }

    deinit {
        gzclose_r(file)
        buffer.deallocate()
    }

    /// The next line without its line end, good until the next call; nil after the last.
    func next() throws(IngestError) -> UnsafeBufferPointer<UInt8>? {
        var searched = start
        while true {
            if let found = newline(from: searched) {
                defer { start = found + 1 }
                return line(upTo: found)
            }
            searched = end
            if isAtEnd {
                guard start < end else { return nil }
                defer { start = end }
                return line(upTo: end)
            }
            searched -= try refill()
        }
    }

    /// The error that the line last given out has `problem`.
    func malformed(_ problem: IngestError.Problem) -> IngestError {
        .malformed(path: path, line: number, problem)
    }

    private func newline(from place: Int) -> Int? {
        guard place < end, let base = buffer.baseAddress,
            let hit = memchr(base + place, 0x0A, end - place)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    private func line(upTo finish: Int) -> UnsafeBufferPointer<UInt8> {
        number += 1
        var finish = finish
        if finish > start, buffer[finish - 1] == 0x0D { finish -= 1 }
        let skipsMark =
            number == 1 && finish - start >= 3 && buffer[start] == 0xEF && buffer[start + 1] == 0xBB
            && buffer[start + 2] == 0xBF
        return UnsafeBufferPointer(rebasing: buffer[(skipsMark ? start + 3 : start)..<finish])
    }

    /// Reads more behind what is left, which moves to the front by the number of bytes answered.
    private func refill() throws(IngestError) -> Int {
        let moved = start
        if end - start == buffer.count { try grow() }
        buffer.baseAddress.map { _ = memmove($0, $0 + start, end - start) }
        (start, end) = (0, end - moved)
        let wanted = UInt32(min(buffer.count - end, 1 << 20))
        let count = gzread(file, buffer.baseAddress.map { $0 + end }, wanted)
        let wasInterrupted = count < 0 && errno == EINTR
        var status: Int32 = 0
        let reason = gzerror(file, &status).map { String(cString: $0) } ?? ""
        if wasInterrupted { throw .interrupted }
        if status == Z_ERRNO { throw .unreadable(path: path, reason: reason) }
        if count < 0 || status != Z_OK && status != Z_STREAM_END {
            throw .brokenGzip(path: path, line: number)
        }
        isAtEnd = count < Int32(wanted) && gzeof(file) != 0
        end += Int(count)
        return moved
    }

    private func grow() throws(IngestError) {
        guard buffer.count < Self.lineLimit else {
            throw .malformed(path: path, line: number + 1, .tooLong(limit: Self.lineLimit))
        }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: buffer.count * 2)
        _ = larger.update(fromContentsOf: buffer)
        buffer.deallocate()
        buffer = larger
    }
}
