import Glibc

/// Distinct names in order of arrival: each gets the next number, and its bytes are kept once.
struct NameTable {
    private var bytes: [UInt8] = []
    /// Where each name starts in `bytes`, and behind the last one its end.
    private var starts = [0]
    /// A name's number and the upper half of its hash; all ones where there is none.
    private var slots = [UInt64](repeating: .max, count: 1024)

    /// The longest key that the store takes, in bytes.
    static let nameLimit = 509

    /// The longest name that the table takes, in bytes.
    private let limit: Int

    init(limit: Int = nameLimit) { self.limit = limit }

    /// How many names there are.
    var count: Int { starts.count - 1 }

    /// The number of `name`, a new one where it has not been seen; `reader` tells the line of a name that cannot be.
    mutating func number(
        of name: UnsafeBufferPointer<UInt8>, in reader: some Located
    ) throws(IngestError) -> Int {
        let hash = Self.hash(name)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != .max {
            let number = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF)
            if slots[slot] >> 32 == hash >> 32, equals(number, name) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        if name.isEmpty { throw reader.malformed(.emptyField("name")) }
        if name.count > limit { throw reader.malformed(.longName(limit: limit)) }
        if name.text == nil { throw reader.malformed(.notUTF8) }
        slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(count)
        bytes.append(contentsOf: name)
        starts.append(bytes.count)
        if count * 4 > slots.count * 3 { widen() }
        return count - 1
    }

    /// The name of a number.
    subscript(number: Int) -> String {
        withBytes(of: number) { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the bytes of a name.
    func withBytes<Result>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[starts[number]..<starts[number + 1]]))
        }
    }

    private func equals(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        withBytes(of: number) { known in
            guard let start = known.baseAddress, let other = name.baseAddress else { return false }
            return known.count == name.count && memcmp(start, other, name.count) == 0
        }
    }

    private mutating func widen() {
        slots = [UInt64](repeating: .max, count: slots.count * 2)
        for number in 0..<count {
            let hash = withBytes(of: number) { Self.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number)
        }
    }

    /// A hash of eight bytes at a time: each word is multiplied in, and the halves of the product are folded.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(name)
        var hash = UInt64(bytes.count)
        var place = 0
        while place + 8 <= bytes.count {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        var rest: UInt64 = 0
        while place < bytes.count {
            rest = rest << 8 | UInt64(bytes[place])
            place += 1
        }
        return mixed(hash ^ rest)
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
