import Graph
import TestSupport
import Testing

@Test(arguments: [
    ("STRASSE", "Straße"), ("ß", "SS"), ("\u{C9}", "e\u{301}"), ("\u{E9}", "E\u{301}"), ("ΌΣΟΣ", "όσος"),
    ("ﬁre", "FIRE"),
    ("Ünïcödé", "ÜNÏCÖDÉ"), ("Å", "\u{212B}"), ("Easy Lover", "EASY LOVER"), ("GRO\u{1E9E}", "gross"),
])
func labelsThatReadAlikeFoldAlike(left: String, right: String) {
    #expect(Array(foldedLabel(left).utf8) == Array(foldedLabel(right).utf8), "keys of the store are bytes")
}

@Test func lettersThatDifferStayApart() {
    #expect(foldedLabel("resume") != foldedLabel("résumé"))
    #expect(foldedLabel("a b") != foldedLabel("ab"))
}

@Test(arguments: ["\u{130}stanbul", "\u{131}", "i\u{307}", "", "\0", "🎵 Ελλάδα", "\u{301}", "\u{1E9E}"])
func foldingAFoldedLabelChangesNothing(label: String) {
    let folded = foldedLabel(label)
    #expect(Array(foldedLabel(folded).utf8) == Array(folded.utf8))
}

@Test func theShortWayForASCIIAgreesWithTheLongOne() {
    var random = SeededGenerator(seed: 5)
    let all = (0..<0x80).map { Character(Unicode.Scalar($0)) }
    let texts = [String(all)] + (0..<200).map { _ in String((0..<12).map { _ in all[random.below(0x80)] }) }
    for text in texts {
        #expect(foldedLabel(text) == text.uppercased().lowercased().precomposedStringWithCanonicalMapping)
        #expect(foldedLabel(text + " É") == foldedLabel(text) + " é", "an accent sends the text the long way")
    }
}
