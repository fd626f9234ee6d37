import Glibc

/// A place in a file, which the errors about what stands there tell.
protocol Located {
    /// The error that what was read last has `problem`.
    func malformed(_ problem: IngestError.Problem) -> IngestError
}

/// The lines of a file, plain or gzip, one at a time, without reading it whole.
final class LineReader: Located, InputFile {
    /// The longest line that is read, in bytes.
    static let lineLimit = 64 << 20

    /// The number of the line last given out, from 1.
    private(set) var number = 0

    /// Whether that line ended in a carriage return and a line feed.
    private(set) var hadReturn = false

    private let file: CompressedFile
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var end = 0

    init(path: String) throws(IngestError) {
        file = try CompressedFile(path: path)
        buffer = .allocate(capacity: 1 << 20)
    }

    deinit { buffer.deallocate() }

    var path: String { file.path }
    var share: Double? { file.share }

    /// The next line without its line end, good until the next call; nil after the last.
    func next() throws(IngestError) -> UnsafeBufferPointer<UInt8>? {
        var searched = start
        while true {
            if let found = newline(from: searched) {
                defer { start = found + 1 }
                return line(upTo: found)
            }
            searched = end
            if file.isAtEnd {
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
        hadReturn = finish > start && buffer[finish - 1] == 0x0D
        if hadReturn { finish -= 1 }
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
        end += try file.read(into: UnsafeMutableBufferPointer(rebasing: buffer[end...]), line: number)
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
