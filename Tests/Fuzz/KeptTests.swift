import TestSupport
import Testing
import segue_fuzz

/// What `Tests/Benchmarks/run.sh fuzz` explores for hours, in seconds: the inputs that once broke something, the seeds,
/// and seeds that chance has changed.
@Suite struct KeptTests {
    @Test(arguments: FuzzTarget.allCases) func seedsAndKeptInputs(target: FuzzTarget) throws {
        let trial = try target.trial()
        let seeds = try target.seeds()
        #expect(!seeds.isEmpty)
        for seed in seeds { #expect(throws: Never.self, "\(seed.prefix(200))") { try trial.take(seed) } }
    }

    @Test(arguments: FuzzTarget.allCases) func seedsChangedByChance(target: FuzzTarget) throws {
        let trial = try target.trial()
        let seeds = try target.seeds()
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var bytes = seeds[random.below(seeds.count)]
            for _ in 0...random.below(4) { change(&bytes, seeds, &random) }
            #expect(throws: Never.self, "\(bytes)") { try trial.take(bytes) }
        }
    }

    /// A bit flipped, a byte set, a stretch dropped or doubled, or one of another seed put in.
    private func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = random.below(bytes.count)
        let stretch = place..<min(bytes.count, place + 1 + random.below(16))
        switch random.below(5) {
        case 0: bytes[place] ^= 1 << UInt8(random.below(8))
        case 1: bytes[place] = [0, 0x0A, 0x22, 0x7F, 0xFF][random.below(5)]
        case 2: bytes.removeSubrange(stretch)
        case 3: bytes.insert(contentsOf: bytes[stretch], at: place)
        default:
            let other = seeds[random.below(seeds.count)]
            bytes.insert(contentsOf: other.dropFirst(random.below(max(1, other.count))).prefix(24), at: place)
        }
    }
}
