/// Pairs of a key and a value, each mixed to 64 bits (`FORMAT.md`), so that a sum over a database tells whether any has
/// changed: each step is one-to-one in the word that it takes in, so a change within one word of eight bytes always shows,
/// and any other but for one chance in 2⁶⁴.
public enum PairHash {
    /// The hash of a pair.
    @inlinable
    public static func of(_ key: some Storable, _ value: some Storable) throws(LMDBError) -> UInt64 {
        try key.lend { key throws(LMDBError) in
            try value.lend { value throws(LMDBError) in of(bytes: key, value) }
        }
    }

    /// The hash of a pair of integers of eight bytes.
    @inlinable @inline(__always)
    public static func of(_ key: UInt64, _ value: UInt64) -> UInt64 {
        mix(mix(mix(8 << 32 | 8) ^ key) ^ value)
    }

    /// The hashes of pairs of one key, summed.
    @inlinable
    public static func sum(_ key: UInt64, _ values: some Sequence<UInt64>) -> UInt64 {
        let start = mix(mix(8 << 32 | 8) ^ key)
        var sum: UInt64 = 0
        for value in values { sum &+= mix(start ^ value) }
        return sum
    }

    @usableFromInline
    static func of(bytes key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> UInt64 {
        var hash = mix(UInt64(key.count) << 32 | UInt64(value.count))
        for part in [key, value] { add(part, to: &hash) }
        return hash
    }

    /// Mixes in bytes, eight at a time, the first the lowest; zeros stand where the last eight are fewer.
    private static func add(_ bytes: UnsafeRawBufferPointer, to hash: inout UInt64) {
        let whole = bytes.count & ~7
        for place in stride(from: 0, to: whole, by: 8) {
            hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        }
        guard whole < bytes.count else { return }
        var word: UInt64 = 0
        for place in (whole..<bytes.count).reversed() { word = word << 8 | UInt64(bytes[place]) }
        hash = mix(hash ^ word)
    }

    /// Mixes 64 bits, one to one: the last steps of MurmurHash3, after a sum that keeps 0 from staying so.
    @inlinable @inline(__always)
    public static func mix(_ bits: UInt64) -> UInt64 {
        var mixed = bits &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ mixed >> 33
    }
}

extension Snapshot {
    /// The hash of the pair of `key`, nil where it is not there; of a key of several values, that of the first.
    public func pairHash(of key: some Storable, in database: Database) throws(LMDBError) -> UInt64? {
        try key.lend { key throws(LMDBError) in
            try bytes(of: key, in: database).map { PairHash.of(bytes: key, $0) }
        }
    }
}
