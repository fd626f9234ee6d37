/// Distinct names in order of arrival: each gets the next number, and its bytes are kept once.
struct NameTable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var slots = [Int32](repeating: -1, count: 1024)

    /// The longest key that the store takes, in bytes.
    static let nameLimit = 509

    /// The longest name that the table takes, in bytes.
    private let limit: Int

    init(limit: Int = nameLimit) { self.limit = limit }

    /// How many names there are.
    var count: Int { ends.count }

    /// The number of `name`, a new one where it has not been seen; `reader` tells the line of a name that cannot be.
    mutating func number(
        of name: UnsafeBufferPointer<UInt8>, in reader: some Located
    ) throws(IngestError) -> Int {
        if count * 2 >= slots.count { widen() }
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] >= 0 {
            if equals(Int(slots[slot]), name) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        if name.isEmpty { throw reader.malformed(.emptyField("name")) }
        if name.count > limit { throw reader.malformed(.longName(limit: limit)) }
        if name.text == nil { throw reader.malformed(.notUTF8) }
        slots[slot] = Int32(count)
        bytes += name
        ends.append(bytes.count)
        return count - 1
    }

    /// The name of a number.
    subscript(number: Int) -> String {
        bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range(number)]), as: UTF8.self)
        }
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func equals(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == name.count else { return false }
        return bytes.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]).elementsEqual(name) }
    }

    private mutating func widen() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<count {
            let hash = bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[range(number)])) }
            var slot = hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// FNV-1a of 64 bits, its high half folded in.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff_ffff_ffff)
    }
}
