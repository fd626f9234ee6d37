/// The places of byte strings in the order of their bytes; equal ones keep their order.
struct ByteOrder {
    let places: [Int]

    /// Sorts by eight bytes at once, and looks at the strings only where those agree.
    init(_ strings: [[UInt8]]) {
        let heads = strings.map { string in
            (0..<8).reduce(into: UInt64(0)) { head, place in
                head = head << 8 | (place < string.count ? UInt64(string[place]) : 0)
            }
        }
        places = strings.indices.sorted { left, right in
            if heads[left] != heads[right] { return heads[left] < heads[right] }
            if strings[left] == strings[right] { return left < right }
            return strings[left].lexicographicallyPrecedes(strings[right])
        }
    }
}
