import Glibc

/// Distinct names in order of arrival: each gets the next number, and its bytes are kept once.
struct NameTable {
    /// Every name behind its number and its length, so that a look-up goes to one place.
    private var bytes: [UInt8] = []
    /// Where each name's entry starts in `bytes`.
    private var starts: [Int] = []
    /// Where a name's entry starts, below the uppermost bits of its hash; all ones where there is none.
    private var slots = [UInt64](repeating: .max, count: 1024)

    /// The longest key that the store takes, in bytes.
    static let nameLimit = 509

    private static let startBits: UInt64 = 40
    private static let startMask: UInt64 = 1 << startBits - 1
    /// A number and a length, 32 bits each.
    private static let headSize = 8

    /// The longest name that the table takes, in bytes.
    private let limit: Int

    init(limit: Int = nameLimit) { self.limit = limit }

    /// How many names there are.
    var count: Int { starts.count }

    /// The number of `name`, a new one where it has not been seen; `reader` tells the line of a name that cannot be.
    mutating func number(
        of name: UnsafeBufferPointer<UInt8>, in reader: some Located
    ) throws(IngestError) -> Int {
        let hash = Self.hash(name)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != .max {
            let entry = slots[slot]
            if (entry ^ hash) & ~Self.startMask == 0, let number = number(at: Int(entry & Self.startMask), if: name) {
                return number
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        if name.isEmpty { throw reader.malformed(.emptyField("name")) }
        if name.count > limit { throw reader.malformed(.longName(limit: limit)) }
        if !name.isUTF8 { throw reader.malformed(.notUTF8) }
        slots[slot] = Self.slot(hash, bytes.count)
        append(name)
        if count * 4 > slots.count * 3 { widen() }
        return count - 1
    }

    /// The name of a number.
    subscript(number: Int) -> String {
        withBytes(of: number) { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the bytes of a name.
    func withBytes<Result>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            let start = starts[number]
            let count = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
            return body(UnsafeBufferPointer(rebasing: bytes[(start + Self.headSize)...].prefix(Int(count))))
        }
    }

    private mutating func append(_ name: UnsafeBufferPointer<UInt8>) {
        let head = UInt64(name.count) << 32 | UInt64(starts.count)
        starts.append(bytes.count)
        withUnsafeBytes(of: head) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: name)
    }

    /// The number of the entry at `start`; nil where it is of another name.
    private func number(at start: Int, if name: UnsafeBufferPointer<UInt8>) -> Int? {
        bytes.withUnsafeBytes { bytes in
            let head = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
            guard Int(head >> 32) == name.count, let known = bytes.baseAddress, let other = name.baseAddress,
                memcmp(known + start + Self.headSize, other, name.count) == 0
            else { return nil }
            return Int(head & 0xFFFF_FFFF)
        }
    }

    private mutating func widen() {
        slots = [UInt64](repeating: .max, count: slots.count * 2)
        for number in 0..<count {
            let hash = withBytes(of: number) { Self.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Self.slot(hash, starts[number])
        }
    }

    private static func slot(_ hash: UInt64, _ start: Int) -> UInt64 { hash & ~startMask | UInt64(start) }

    /// A hash of eight bytes at a time: each word is multiplied in, and the halves of the product are folded.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(name)
        var hash = UInt64(bytes.count)
        guard bytes.count >= 8 else { return mixed(bytes.reduce(hash) { $0 << 8 | UInt64($1) }) }
        // The last eight bytes may overlap those before.
        var place = 0
        while place < bytes.count {
            let start = min(place, bytes.count - 8)
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            place += 8
        }
        return hash
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
