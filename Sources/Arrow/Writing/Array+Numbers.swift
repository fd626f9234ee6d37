extension [UInt8] {
    /// Appends numbers, made of these values, in the little-endian order that the format has them in.
    @inline(__always) mutating func append<Values: RandomAccessCollection, T: FixedWidthInteger>(
        numbers values: Values, _ number: (Values.Element) -> T
    ) {
        append(addingCapacity: values.count * (T.bitWidth / 8)) { bytes in
            for value in values {
                let number = number(value)
                for byte in 0..<T.bitWidth / 8 {
                    bytes.append(UInt8(truncatingIfNeeded: number &>> T(truncatingIfNeeded: 8 &* byte)))
                }
            }
        }
    }

    /// Appends bits, of which a byte has the first as its lowest; turned round where `inverted`.
    mutating func append(bits: [Bool], inverted: Bool = false) {
        for start in stride(from: 0, to: bits.count, by: 8) {
            var byte: UInt8 = 0
            for index in start..<Swift.min(start + 8, bits.count) where bits[index] != inverted {
                byte |= 1 << UInt8(index - start)
            }
            append(byte)
        }
    }
}
