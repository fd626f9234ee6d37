/// Records in the order of their arrival, in memory as far as they fit and beyond that in a file.
public final class Spool {
    /// 16 bytes; what they mean is the caller's.
    public struct Record: BitwiseCopyable, Sendable, Equatable {
        /// What records are sorted by.
        public var word: UInt64
        /// A number that it carries.
        public var load: Float
        /// What else it carries.
        public var mark: UInt32

        /// The record of these parts.
        @inlinable
        public init(word: UInt64, load: Float = .nan, mark: UInt32 = 0) {
            (self.word, self.load, self.mark) = (word, load, mark)
        }
    }

    /// How many records there are.
    public private(set) var count = 0
    let folder: String
    private let limit: Int
    private var file: SpillFile?
    /// The records behind those in the file.
    private var newest: [Record] = []

    /// The bytes of a record.
    static let recordSize = MemoryLayout<Record>.stride
    /// How many records are read from a file at once.
    static let portion = 1 << 14

    /// No records yet; `memory` bytes of them at most stay out of the file, which is made in `folder` once it is needed.
    public init(memory: Int, folder: String) {
        (limit, self.folder) = (max(memory / Self.recordSize, Self.portion), folder)
    }

    /// A spool like this one without records.
    public var emptied: Spool { Spool(memory: limit * Self.recordSize, folder: folder) }

    /// Appends a record.
    public func append(_ record: Record) throws(SpillError) {
        if newest.count == limit { try write() }
        newest.append(record)
        count += 1
    }

    private func write() throws(SpillError) {
        if file == nil { file = try SpillFile(in: folder) }
        try file?.write(newest, at: count - newest.count)
        newest.removeAll(keepingCapacity: true)
    }

    /// The records from `start`, or the first `most` of them.
    public func reader(from start: Int = 0, most: Int = .max) -> Reader {
        Reader(self, start..<min(count, most > count - start ? count : start + most))
    }

    /// Reads records in their order; the spool must not be appended to meanwhile.
    public struct Reader {
        private let spool: Spool
        private var left: Range<Int>
        private var read: [Record] = []
        private var place = 0

        fileprivate init(_ spool: Spool, _ range: Range<Int>) { (self.spool, left) = (spool, range) }

        /// The next record; nil after the last.
        public mutating func next() throws(SpillError) -> Record? {
            if place == read.count {
                if left.isEmpty { return nil }
                try spool.read(left.prefix(Spool.portion), into: &read)
                left = left.dropFirst(read.count)
                place = 0
            }
            defer { place += 1 }
            return read[place]
        }
    }

    /// Reads some of the records, as many as lie on one side of the file's end.
    private func read(_ range: Range<Int>, into records: inout [Record]) throws(SpillError) {
        let stored = count - newest.count
        guard let file, range.lowerBound < stored else {
            records = Array(newest[(range.lowerBound - stored)..<(range.upperBound - stored)])
            return
        }
        try file.read(range.clamped(to: 0..<stored), into: &records)
    }
}

extension SpillFile {
    /// Writes records from the place of record number `start`.
    func write(_ records: [Spool.Record], at start: Int) throws(SpillError) {
        try records.withUnsafeBytes { bytes in
            Result { () throws(SpillError) in try write(bytes, at: start * Spool.recordSize) }
        }.get()
    }

    /// Reads records by their numbers.
    func read(_ range: Range<Int>, into records: inout [Spool.Record]) throws(SpillError) {
        if records.count != range.count { records = Array(repeating: Spool.Record(word: 0), count: range.count) }
        try records.withUnsafeMutableBytes { bytes in
            Result { () throws(SpillError) in try read(into: bytes, at: range.lowerBound * Spool.recordSize) }
        }.get()
    }
}
