/// The places of byte strings in the order of their bytes; equal ones keep their order.
struct ByteOrder {
    let places: [Int]

    /// Sorts by eight bytes at once, and looks at the strings only where those agree.
    init(_ strings: [[UInt8]]) {
        // Heads and places side by side: most comparisons look at nothing else.
        var order = strings.enumerated().map { place, string in
            let head = (0..<8).reduce(into: UInt64(0)) { head, place in
                head = head << 8 | (place < string.count ? UInt64(string[place]) : 0)
            }
            return (head: head, place: place)
        }
        order.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            if strings[left.place] == strings[right.place] { return left.place < right.place }
            return strings[left.place].lexicographicallyPrecedes(strings[right.place])
        }
        places = order.map(\.place)
    }
}
