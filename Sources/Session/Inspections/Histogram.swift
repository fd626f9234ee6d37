import Graph

/// How many of some numbers are how large, in ranges that double: 0, 1, 2 to 3, 4 to 7 …
struct Histogram {
    /// A range of numbers, and how many are in it.
    struct Bucket: Equatable {
        let range: ClosedRange<Int>
        var count: Int
    }

    /// The ranges from that of the least number to that of the largest.
    let buckets: [Bucket]
    let least: Int
    let median: Int
    let most: Int

    /// The histogram of these numbers, none below zero; nil where there is none.
    init?(_ numbers: [Int]) {
        let sorted = numbers.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        (least, median, most) = (first, sorted[sorted.count / 2], last)
        let places = Self.place(first)...Self.place(last)
        var buckets = places.map { Bucket(range: Self.range($0), count: 0) }
        for number in numbers { buckets[Self.place(number) - places.lowerBound].count += 1 }
        self.buckets = buckets
    }

    /// The histogram of weights that are counts: whole and no larger than counts are; nil of others.
    init?(weights: [Float]) {
        let range: ClosedRange<Float> = 0...Float(Vocabulary.countLimit)
        guard weights.allSatisfy({ range.contains($0) && $0 == $0.rounded() }) else { return nil }
        self.init(weights.map { Int($0) })
    }

    private static func place(_ number: Int) -> Int { number < 1 ? 0 : Int.bitWidth - number.leadingZeroBitCount }

    private static func range(_ place: Int) -> ClosedRange<Int> {
        place == 0 ? 0...0 : 1 << (place - 1)...(1 << place) - 1
    }

    /// `▂▅█▃  1 to 646, half up to 17`.
    var text: String {
        guard least < most else { return "all \(least.grouped)" }
        let bars = Sparkline.text(buckets.map { Double($0.count) }, fromZero: true)
        return "\(bars)  \(least.grouped) to \(most.grouped), half up to \(median.grouped)"
    }

    /// The histogram of `measure` for programs.
    func cell(of measure: String) -> Cell {
        let parts = buckets.map { bucket in
            Cell.record([
                ("from", .integer(bucket.range.lowerBound)), ("to", .integer(bucket.range.upperBound)),
                ("count", .integer(bucket.count)),
            ])
        }
        return .record([
            ("of", .text(measure)), ("least", .integer(least)), ("median", .integer(median)), ("most", .integer(most)),
            ("buckets", .list(parts)),
        ])
    }
}
