import Grammar
import TestSupport
import Testing

@Suite("Spelling") struct SpellingTests {
    @Test(
        "counts slips of the finger",
        arguments: [
            ("", "", 0), ("a", "", 1), ("", "abc", 3), ("sungBy", "sungby", 0), ("sugnBy", "sungBy", 1),
            ("kitten", "sitting", 3), ("night", "nihgt", 1), ("Björk", "Bjork", 1), ("夜に", "夜", 1), ("ab", "ba", 1),
            ("abcd", "badc", 2), ("e\u{301}", "é", 0), ("👩‍👧", "a", 1),
        ])
    func distance(_ first: String, _ second: String, _ distance: Int) {
        #expect(Spelling.distance(first, second) == distance)
        #expect(Spelling.distance(second, first) == distance)
    }

    @Test("suggests what is near, best first") func suggestions() {
        let relations = ["sungBy", "singerOf", "onAlbum", "similarTo", "songBy"]
        #expect(Spelling.suggestions(for: "sungy", among: relations) == ["sungBy"])
        #expect(Spelling.suggestions(for: "sonBy", among: relations) == ["songBy"])
        #expect(Spelling.suggestions(for: "sungBye", among: relations, limit: 3) == ["sungBy", "songBy"])
        #expect(Spelling.suggestions(for: "sungBye", among: relations, limit: 1) == ["sungBy"])
        #expect(Spelling.suggestions(for: "SUNGBY", among: relations) == ["sungBy", "songBy"])
    }

    @Test("suggests nothing that is far: max(1, length / 3)") func bound() {
        #expect(Spelling.suggestions(for: "ab", among: ["a", "abc", "cd"]) == ["a", "abc"])
        #expect(Spelling.suggestions(for: "abcde", among: ["abxye", "abcdx"]) == ["abcdx"])
        #expect(Spelling.suggestions(for: "abcdef", among: ["abxyef", "abxyzf"]) == ["abxyef"])
        #expect(Spelling.suggestions(for: "abc", among: [String](), limit: 3).isEmpty)
        #expect(Spelling.suggestions(for: "abc", among: ["abd"], limit: 0).isEmpty)
    }

    @Test("does not suggest the word itself or a word twice") func once() {
        #expect(Spelling.suggestions(for: "night", among: ["night", "nights", "nights"]) == ["nights"])
    }

    @Test("agrees with the plain recurrence", arguments: 0..<4) func agrees(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let first = String((0..<random.below(7)).map { _ in "abc".randomElement(using: &random) ?? "a" })
            let second = String((0..<random.below(7)).map { _ in "abc".randomElement(using: &random) ?? "a" })
            let distance = Self.plain(Array(first), Array(second))
            #expect(Spelling.distance(first, second) == distance)
            let isNear = distance <= max(1, first.count / 3) && first != second
            #expect(Spelling.suggestions(for: first, among: [second]) == (isNear ? [second] : []))
        }
    }

    private static func plain(_ first: [Character], _ second: [Character]) -> Int {
        guard let last = first.last, let other = second.last else { return max(first.count, second.count) }
        let (front, back) = (Array(first.dropLast()), Array(second.dropLast()))
        var least = min(plain(front, second) + 1, plain(first, back) + 1, plain(front, back) + (last == other ? 0 : 1))
        if first.count > 1, second.count > 1, front.last == other, back.last == last {
            least = min(least, plain(front.dropLast(), back.dropLast()) + 1)
        }
        return least
    }
}
