import Tensor

/// Reads what `ByteWriter` wrote; nothing outside the bytes is touched, whatever they say.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    /// The bytes were not what was asked for.
    struct Failure: Error {
        /// What was being read.
        let what: String
    }

    /// Whether all has been read.
    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func take(_ count: UInt64, _ what: String) throws(Failure) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.endIndex - place) else { throw Failure(what: what) }
        let taken = bytes[place..<place + Int(count)]
        place += Int(count)
        return taken
    }

    mutating func number32(_ what: String) throws(Failure) -> UInt32 {
        try take(4, what).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func number64(_ what: String) throws(Failure) -> UInt64 {
        try take(8, what).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func text(_ what: String) throws(Failure) -> String {
        let count = try number32(what)
        guard let text = String(validating: try take(UInt64(count), what), as: UTF8.self) else {
            throw Failure(what: what)
        }
        return text
    }

    mutating func numbers(_ what: String) throws(Failure) -> [UInt32] {
        let count = try number64(what)
        guard count <= UInt64(bytes.count) else { throw Failure(what: what) }
        let raw = try take(count * 4, what)
        return stride(from: raw.startIndex, to: raw.endIndex, by: 4).map { at in
            UInt32(raw[at]) | UInt32(raw[at + 1]) << 8 | UInt32(raw[at + 2]) << 16 | UInt32(raw[at + 3]) << 24
        }
    }

    mutating func matrix(_ what: String) throws(Failure) -> Matrix {
        let (rows, columns) = (try number64(what), try number64(what))
        let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow, rows <= Int.max, columns <= Int.max, cells <= UInt64(bytes.count) else {
            throw Failure(what: what)
        }
        let raw = try take(cells * 4, what)
        guard let matrix = Matrix(rows: Int(rows), columns: Int(columns), littleEndianBytes: raw) else {
            throw Failure(what: what)
        }
        return matrix
    }
}
