import Foundation

/// A file, plain or gzip, as the stream of bytes that Foundation's parsers read.
final class FileStream: InputStream, InputFile {
    private let file: CompressedFile
    private var status = Stream.Status.notOpen
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
            let count = try file.read(into: UnsafeMutableBufferPointer(start: buffer, count: length), line: 0)
            hasBytes = hasBytes || count > 0
            return count
        } catch {
            failure = error
            return -1
        }
    }
}
