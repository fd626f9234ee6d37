import Testing

@Suite struct CompletionTests {
    private func candidates(_ line: String, on stage: Stage) -> [String] {
        stage.session.completions(of: line).candidates
    }

    @Test func verbsRelationsAndLabels() throws {
        let stage = try Stage.small()
        #expect(candidates("nei", on: stage) == ["neighbours "])
        #expect(candidates("neighbours song S1 via sun", on: stage) == ["sungBy"])
        let found = stage.session.completions(of: "neighbours \"one")
        #expect(found.kept == "neighbours " && found.candidates == ["\"One More Night\""])
        #expect(candidates("neighbours \"sus", on: stage) == ["\"Sussudio\""])
    }
}
