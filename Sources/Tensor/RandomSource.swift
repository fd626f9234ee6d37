/// A seeded source of random numbers: xoshiro256++, seeded by SplitMix64; the same numbers on every machine.
///
/// Source: Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4).
public struct RandomSource: RandomNumberGenerator, Sendable {
    @usableFromInline var state: (UInt64, UInt64, UInt64, UInt64)

    /// The source of this seed; `stream` gives independent sources of one seed.
    public init(seed: UInt64, stream: UInt64 = 0) {
        var mixer = SplitMix64(state: seed ^ SplitMix64.mixed(stream &+ 0x6A09_E667_F3BC_C909))
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// The source in this state, not all zeros.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

    /// 64 random bits.
    @inlinable public mutating func next() -> UInt64 {
        let result = Self.rotated(state.0 &+ state.3, by: 23) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotated(state.3, by: 45)
        return result
    }

    /// A number of `0..<limit`, all alike likely (Lemire 2019, arXiv:1805.10941); `limit` from 1 to 2³².
    @inlinable public mutating func index(below limit: Int) -> Int {
        precondition(limit > 0 && limit <= 1 << 32, "no number below \(limit)")
        let bound = UInt64(limit)
        var product = (next() >> 32) &* bound
        if product & 0xFFFF_FFFF < bound {
            let floor = ((1 << 32) &- bound) % bound
            while product & 0xFFFF_FFFF < floor { product = (next() >> 32) &* bound }
        }
        return Int(product >> 32)
    }

    /// A number of [0, 1) with 53 random bits.
    @inlinable public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    @inlinable static func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 {
        value << bits | value >> (64 - bits)
    }
}

/// A small generator that spreads a seed over more state (Steele, Lea and Flood 2014).
package struct SplitMix64 {
    private var state: UInt64

    /// The generator in this state.
    package init(state: UInt64) { self.state = state }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
