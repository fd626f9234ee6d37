/// The records of a CSV file after RFC 4180: quoted fields may hold commas, doubled quotes and line ends.
///
/// Our own rather than a library's since an error must name its line and a file is not read whole.
struct CSVReader: Located, InputFile {
    private let lines: LineReader
    /// The line on which the record last given out starts.
    private(set) var line = 0
    /// Which fields of that record stood in quotes.
    private(set) var isQuoted: [Bool] = []
    /// Whether a line end within quotes stays as it is; else it is a line feed.
    private let keepsReturns: Bool

    init(path: String, keepsReturns: Bool = false) throws(IngestError) {
        lines = try LineReader(path: path)
        self.keepsReturns = keepsReturns
    }

    var path: String { lines.path }
    var share: Double? { lines.share }

    /// The next record's fields; nil after the last. Lines that are empty are passed over.
    mutating func next() throws(IngestError) -> [String]? {
        while let bytes = try lines.next() {
            line = lines.number
            if bytes.isEmpty { continue }
            return try record(from: bytes)
        }
        return nil
    }

    /// The error that the record last given out has `problem`.
    func malformed(_ problem: IngestError.Problem) -> IngestError { .malformed(path: path, line: line, problem) }

    private mutating func record(from first: UnsafeBufferPointer<UInt8>) throws(IngestError) -> [String] {
        var record = Record()
        record.read(first)
        while record.isOpen {
            if keepsReturns, lines.hadReturn { record.field.append(0x0D) }
            guard let more = try lines.next() else { throw malformed(.unclosedQuote) }
            record.field.append(0x0A)
            record.read(more)
            guard record.length <= LineReader.lineLimit else { throw malformed(.tooLong(limit: LineReader.lineLimit)) }
        }
        record.close()
        guard !record.isTooWide else { throw malformed(.tooManyFields(limit: Record.fieldLimit)) }
        isQuoted = record.isQuoted
        var fields: [String] = []
        for field in record.fields {
            guard let text = String(validating: field, as: UTF8.self) else { throw malformed(.notUTF8) }
            fields.append(text)
        }
        return fields
    }
}

/// One record on its way through the lines that it spans.
private struct Record {
    /// How many fields it has at most.
    static let fieldLimit = Int(UInt16.max)

    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var isOpen = false
    var isQuoted: [Bool] = []
    /// How many bytes it has had.
    private(set) var length = 0
    /// Whether it had more fields than the limit, which are not kept.
    private(set) var isTooWide = false
    private var wasQuoted = false
    private var follows = false

    mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
        length += line.count + 1
        for byte in line { read(byte) }
        follows = false
    }

    /// `follows` is true right after a quote that closed a field, which a second quote opens again as a quote itself.
    private mutating func read(_ byte: UInt8) {
        switch byte {
        case 0x22 where isOpen:
            isOpen = false
            follows = true
            return
        case 0x22 where follows:
            field.append(byte)
            isOpen = true
        case 0x22 where field.isEmpty && !wasQuoted: (isOpen, wasQuoted) = (true, true)
        case 0x2C where !isOpen: close()
        default: field.append(byte)
        }
        follows = false
    }

    mutating func close() {
        if fields.count < Self.fieldLimit {
            fields.append(field)
            isQuoted.append(wasQuoted)
        } else {
            isTooWide = true
        }
        (field, wasQuoted) = ([], false)
    }
}
