import Foundation

/// A file of XML, plain or gzip, as the stream of bytes that Foundation's parser reads.
final class FileStream: InputStream, InputFile {
    private let file: CompressedFile
    private var status = Stream.Status.notOpen
    /// What an XML file's text is written in; nil before the first byte.
    private var encoding: XMLEncoding?
    private var parts = UTF8Parts()
    /// Why it could not be read to its end.
    private(set) var failure: IngestError?
    /// Whether any byte has been read.
    private(set) var hasBytes = false

    init(path: String) throws(IngestError) {
        file = try CompressedFile(path: path)
        super.init(data: Data())
    }

    var path: String { file.path }
    var share: Double? { file.share }

    override func open() { status = .open }
    override func close() { status = .closed }
    override var streamStatus: Stream.Status { status }
    override var streamError: (any Error)? { failure }
    override var hasBytesAvailable: Bool { failure == nil && !file.isAtEnd }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength length: Int) -> Int {
        guard hasBytesAvailable else { return failure == nil ? 0 : -1 }
        do {
            return try readWhole(into: UnsafeMutableBufferPointer(start: buffer, count: length))
        } catch {
            failure = error
            return -1
        }
    }

    /// Reads whole characters, where the file is UTF-8.
    private func readWhole(into room: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
        while true {
            let kept = parts.pending.count
            for (place, byte) in parts.pending.enumerated() where place < room.count { room[place] = byte }
            guard kept < room.count else { return 0 }
            let more = try file.read(into: UnsafeMutableBufferPointer(rebasing: room[kept...]), line: parts.lines)
            let bytes = UnsafeBufferPointer(rebasing: room[..<(kept + more)])
            hasBytes = hasBytes || more > 0
            encoding = encoding ?? XMLEncoding(startingWith: bytes)
            if encoding == .own { return bytes.count }
            guard let whole = parts.take(bytes), !file.isAtEnd || parts.pending.isEmpty else {
                throw .malformed(path: path, line: parts.lines + 1, .notUTF8)
            }
            if whole > 0 || file.isAtEnd { return whole }
        }
    }
}
