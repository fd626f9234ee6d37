import Glibc

/// Integers that are written once and then read at any place: in memory, or in a file without a name that is mapped into
/// memory, so that the system can take its pages away and read them again.
public final class IntegerTable: Sendable {
    fileprivate enum Storage: @unchecked Sendable {
        case array([Int32])
        case mapped(UnsafeMutableBufferPointer<Int32>)
    }

    private let storage: Storage
    /// How many there are.
    public let count: Int

    /// The integers of `array`.
    public init(_ array: [Int32]) { (storage, count) = (.array(array), array.count) }

    fileprivate init(_ storage: Storage, count: Int) { (self.storage, self.count) = (storage, count) }

    deinit { if case .mapped(let buffer) = storage { Self.unmap(buffer) } }

    fileprivate static func unmap(_ buffer: UnsafeMutableBufferPointer<Int32>) {
        munmap(buffer.baseAddress, buffer.count * MemoryLayout<Int32>.size)
    }

    /// One of them.
    public subscript(place: Int) -> Int32 {
        switch storage {
        case .array(let array): return array[place]
        case .mapped(let buffer):
            precondition(place >= 0 && place < count, "a place outside the table")
            return buffer[place]
        }
    }

    /// Some of them.
    public subscript(range: Range<Int>) -> ArraySlice<Int32> {
        switch storage {
        case .array(let array): return array[range]
        case .mapped(let buffer):
            precondition(range.lowerBound >= 0 && range.upperBound <= count, "places outside the table")
            return Array(buffer[range])[...]
        }
    }

    /// The first place of an ascending range whose integer is not below `value`, its end where there is none.
    public func firstPlace(notBelow value: Int32, in range: Range<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension IntegerTable {
    /// A table that is being written, from its first place on.
    public final class Writer {
        private var array: [Int32] = []
        /// The memory of a file; nil where the table is an array, and once it is finished.
        private var buffer: UnsafeMutableBufferPointer<Int32>?
        private let most: Int
        /// How many have been written.
        public private(set) var count = 0

        /// Room for `most` integers: in a file where they are more than an eighth of the space's memory.
        public init(most: Int, in space: SpillSpace) throws(SpillError) {
            self.most = most
            if most > space.memory / 8 / MemoryLayout<Int32>.size { buffer = try Self.mapped(most, in: space) }
        }

        deinit { if let buffer { IntegerTable.unmap(buffer) } }

        private static func mapped(
            _ count: Int, in space: SpillSpace
        ) throws(SpillError) -> UnsafeMutableBufferPointer<Int32> {
            let (file, size) = (try SpillFile(in: space.folder), count * MemoryLayout<Int32>.size)
            // A page without room on the disk would end the process when it is written.
            var code = EINTR
            while code == EINTR { code = posix_fallocate(file.descriptor, 0, off_t(size)) }
            guard code == 0 else { throw SpillError(errno: code) }
            let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor, 0)
            guard let start, start != MAP_FAILED else { throw SpillError(errno: errno) }
            return UnsafeMutableBufferPointer(start: start.bindMemory(to: Int32.self, capacity: count), count: count)
        }

        /// Appends an integer; false where there is no more room.
        public func append(_ value: Int32) -> Bool {
            guard count < most else { return false }
            if let buffer { buffer[count] = value } else { array.append(value) }
            count += 1
            return true
        }

        /// The table of all that has been written; nothing can be written then.
        public func finish() -> IntegerTable {
            guard let buffer else { return IntegerTable(array) }
            self.buffer = nil
            return IntegerTable(.mapped(buffer), count: count)
        }
    }
}
