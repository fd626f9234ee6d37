extension Matrix {
    /// The values as little-endian bytes, four a value.
    public var littleEndianBytes: [UInt8] {
        #if _endian(little)
            return Array(UnsafeRawBufferPointer(start: base, count: count * 4))
        #else
            return values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
        #endif
    }

    /// The matrix of these little-endian bytes; nil where their number is not `4 · rows · columns`.
    public convenience init?(rows: Int, columns: Int, littleEndianBytes bytes: ArraySlice<UInt8>) {
        let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflow, bytes.count % 4 == 0, bytes.count / 4 == cells else { return nil }
        self.init(rows: rows, columns: columns)
        bytes.withUnsafeBytes { raw in
            for place in 0..<cells {
                let bits = raw.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)
                base[place] = Float(bitPattern: UInt32(littleEndian: bits))
            }
        }
    }
}
