import Testing

@Suite struct WrappingTests {
    private func words(_ text: String) -> [String] { text.split { $0 == " " || $0 == "\n" }.map(String.init) }

    @Test(arguments: [40, 50, 80]) func aPageKeepsToTheTerminal(width: Int) throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity")
        let lines = stage.atTerminal(of: width, "explain user 42 song \"Easy Lover\"").split(separator: "\n")
        #expect(lines.count > 6)
        // The title's two escape sequences take no column.
        for line in lines.dropFirst() { #expect(line.count <= width, "\(line)") }
        let unbroken = stage.run("explain user 42 song \"Easy Lover\"").output
        #expect(words(lines.joined(separator: "\n")) == words(unbroken))
    }

    @Test func aTableGivesWayToTheTerminal() throws {
        let stage = try Stage.withExamples()
        let lines = stage.atTerminal(of: 60, "neighbours \"One More Night\" hops 2 limit 5").split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 60 } && lines.contains { $0.contains("…") })
    }
}
