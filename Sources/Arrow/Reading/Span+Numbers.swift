/// Numbers out of bytes in the little-endian order that the format has them in. The loops are plain, and the optimizer
/// makes them into moves of many bytes at once.
extension Span<UInt8> {
    /// The number at an index, counted in numbers of this type.
    @inline(__always) func number<T: FixedWidthInteger>(_ type: T.Type, _ index: Int) -> T {
        let width = T.bitWidth / 8
        var number = T.zero
        for byte in 0..<width {
            number |= T(truncatingIfNeeded: self[width * index + byte]) &<< T(truncatingIfNeeded: 8 &* byte)
        }
        return number
    }

    /// The first `count` numbers, each made into a value.
    @inline(__always) func numbers<T: FixedWidthInteger, Value>(
        _ type: T.Type, _ count: Int, _ value: (T) -> Value
    ) -> [Value] {
        let span = extracting(first: count * (T.bitWidth / 8))
        return [Value](capacity: count) { values in
            for index in 0..<count { values.append(value(span.number(type, index))) }
        }
    }

    /// The first `count` bits, where the lowest bit of a byte comes first; turned round where `inverted`.
    func bits(_ count: Int, inverted: Bool = false) -> [Bool] {
        [Bool](capacity: count) { bits in
            for index in 0..<count { bits.append((self[index / 8] >> UInt8(index % 8)) & 1 == (inverted ? 0 : 1)) }
        }
    }

    /// How many of the first `count` bits are set.
    func setBits(_ count: Int) -> Int {
        var total = 0
        for index in 0..<count / 8 { total += self[index].nonzeroBitCount }
        return count % 8 == 0 ? total : total + (self[count / 8] & (1 << UInt8(count % 8) - 1)).nonzeroBitCount
    }
}
