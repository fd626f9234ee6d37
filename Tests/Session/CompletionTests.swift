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

    @Test func whatIsNotOfferedYetIsNotCompleted() throws {
        let stage = try Stage.small()
        #expect(!candidates("", on: stage).contains("inspect "))
        #expect(candidates("", on: stage).contains("session ") && candidates("session s", on: stage) == ["start "])
        #expect(candidates("", on: stage).contains("recommend "))
    }
}
