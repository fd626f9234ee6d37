/// The places of byte strings in the order of their bytes; equal ones keep their order.
struct ByteOrder {
    let places: [Int]

    /// A string's first eight bytes, by which most are told apart without a look at the string.
    private struct Entry {
        let head: UInt64
        let place: Int
    }

    /// Sorts by eight bytes at once, and looks at the strings only where those agree.
    init(_ strings: [[UInt8]]) {
        let entries = strings.enumerated().map { Entry(head: Self.head($1), place: $0) }
        let sorted = entries.sorted { left, right in
            if left.head != right.head { return left.head < right.head }
            let (one, other) = (strings[left.place], strings[right.place])
            return one == other ? left.place < right.place : one.lexicographicallyPrecedes(other)
        }
        places = sorted.map(\.place)
    }

    private static func head(_ string: [UInt8]) -> UInt64 {
        (0..<8).reduce(0) { head, place in head << 8 | (place < string.count ? UInt64(string[place]) : 0) }
    }
}
