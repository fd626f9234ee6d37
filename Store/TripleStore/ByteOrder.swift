/// The places of byte strings in the order of their bytes; equal ones keep their order.
struct ByteOrder {
    let places: [Int]

    /// Sorts by eight bytes at once, digit by digit, and looks at the strings only where those agree.
    init(_ strings: [[UInt8]]) {
        var heads = strings.map(Self.head)
        var places = Array(strings.indices)
        RadixSort.sort(&heads, carrying: &places, bits: 64)
        var start = 0
        while start < places.count {
            let end = heads[start...].firstIndex { $0 != heads[start] } ?? heads.count
            if end - start > 1 {
                places[start..<end].sort { left, right in
                    let (one, other) = (strings[left], strings[right])
                    return one == other ? left < right : one.lexicographicallyPrecedes(other)
                }
            }
            start = end
        }
        self.places = places
    }

    private static func head(_ string: [UInt8]) -> UInt64 {
        (0..<8).reduce(0) { head, place in head << 8 | (place < string.count ? UInt64(string[place]) : 0) }
    }
}
