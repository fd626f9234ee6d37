import Graph
import Testing

private func vocabulary(types: [String] = [], relations: [String] = []) -> Vocabulary {
    var vocabulary = Vocabulary()
    vocabulary.types = types.map { Vocabulary.TypeEntry(name: $0, count: 1) }
    vocabulary.relations = relations.map { Vocabulary.RelationEntry(name: $0, count: 1) }
    return vocabulary
}

@Test func namesAreFoundInAnyCaseAndTheExactOneWins() {
    let words = vocabulary(types: ["song", "Song", "User"], relations: ["sungBy", "SUNGBY", "straße"])
    #expect(words.type(named: "song")?.rawValue == 0 && words.type(named: "Song")?.rawValue == 1)
    #expect(words.type(named: "SONG")?.rawValue == 0 && words.type(named: "user")?.rawValue == 2)
    #expect(words.type(named: "son") == nil && words.type(named: "") == nil)
    #expect(words.relation(named: "SUNGBY")?.rawValue == 1 && words.relation(named: "sungby")?.rawValue == 0)
    #expect(words.relation(named: "STRAßE")?.rawValue == 2)
    #expect(Vocabulary().type(named: "song") == nil && Vocabulary().relation(named: "sungBy") == nil)
}

@Test func knowledgeIsTheKnownRelationsInOrder() {
    let words = vocabulary(relations: ["played", "similarTo", "onAlbum", "likes", "sungby"])
    #expect(words.knowledge.map(\.rawValue) == [1, 2, 4])
    #expect(words[words.knowledge[0]].name == "similarTo")
}

@Test func patternsAreInOrderOfRelationThenEnds() {
    func pattern(_ head: UInt16, _ relation: UInt16, _ tail: UInt16) -> Vocabulary.Pattern {
        Vocabulary.Pattern(
            head: TypeID(rawValue: head), relation: RelationID(rawValue: relation), tail: TypeID(rawValue: tail))
    }
    let sorted = [pattern(0, 0, 0), pattern(0, 0, 1), pattern(1, 0, 0), pattern(0, 1, 0)]
    #expect(sorted.reversed().sorted() == sorted)
}

@Test func aRelationSetIsSortedWithoutRepeats() {
    let (one, two, three) = (RelationID(rawValue: 1), RelationID(rawValue: 2), RelationID(rawValue: 3))
    #expect(RelationSet.of([three, one, three]) == .only([one, three]))
    #expect(RelationSet.of([three, one]).contains(one) && !RelationSet.of([three, one]).contains(two))
    #expect(RelationSet.all.contains(two) && !RelationSet.of([]).contains(two) && RelationSet.of([]) != .all)
}
