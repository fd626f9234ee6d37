import Tensor
import Testing

@Test func splitMixGivesItsPublishedNumbers() {
    var mixer = SplitMix64(state: 1_234_567)
    let expected: [UInt64] = [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
    ]
    for number in expected { #expect(mixer.next() == number) }
}

@Test func xoshiroGivesItsPublishedNumbers() {
    var source = RandomSource(state: (1, 2, 3, 4))
    let expected: [UInt64] = [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]
    for number in expected { #expect(source.next() == number) }
}

@Test func aSeedAndStreamGiveTheSameNumbersAgain() {
    var (one, same, other) = (RandomSource(seed: 7), RandomSource(seed: 7), RandomSource(seed: 7, stream: 1))
    let numbers = (0..<20).map { _ in one.next() }
    #expect(numbers == (0..<20).map { _ in same.next() })
    #expect(numbers != (0..<20).map { _ in other.next() })
}

@Test func indicesAreEvenAndNormalNumbersAreNormal() {
    var source = RandomSource(seed: 1)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7_000 { counts[source.index(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 1_000) < 150 })
    let normal = (0..<10_000).map { _ in source.normal() }
    let mean = normal.reduce(0, +) / 10_000
    let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10_000
    #expect(abs(mean) < 0.04 && abs(variance - 1) < 0.06)
}

@Test func shufflingKeepsTheValues() {
    var source = RandomSource(seed: 2)
    var values = Array(0..<50)
    source.shuffle(&values)
    #expect(values != Array(0..<50) && values.sorted() == Array(0..<50))
}
