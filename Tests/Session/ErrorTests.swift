import Foundation
import Testing

/// Errors have a place, a caret, a cause and a way on; and nothing is changed by a statement that fails.
@Suite struct ErrorTests {
    @Test func aMisspeltTitleIsAnErrorWithASuggestion() throws {
        let scene = try Stage.small().run("stats\nneighbours \"One Mor Night\" hops 2\nstats")
        #expect(scene.outcome == .failed)
        #expect(
            scene.notes == """
                script:2:12: unknown_node
                  neighbours "One Mor Night" hops 2
                             ^~~~~~~~~~~~~~~
                no node is called "One Mor Night"
                help: did you mean "One More Night"?

                """)
    }

    /// Of a line as long as a file the place of the mistake is shown, and of a name as long no more than can be read.
    @Test func longLinesAndNamesAreCut() throws {
        let stage = try Stage.small()
        let blanks = String(repeating: " ", count: 100_000)
        let lines = stage.run("stats\(blanks)now\(blanks)#").notes.split(separator: "\n")
        #expect(lines[0] == "script:1:100006: syntax" && lines.allSatisfy { $0.count < 300 })
        let place = try #require(lines[1].firstRange(of: "now"))
        #expect(lines[2][place.lowerBound...] == "^~~")
        let name = String(repeating: "x", count: 100_000)
        #expect(stage.run("describe \(name):1; find \"\(name)\"", keepsGoing: true).notes.count < 6_000)
    }

    @Test(arguments: [
        ("neighbuors \"Sussudio\"", "unknown_verb", "neighbours"),
        ("neighbours \"Sussudio\" via sungby2", "unknown_relation", "sungBy"),
        ("neighbours sonng S1", "unknown_type", "song"),
        ("neighbours song S99", "unknown_node", ""),
        ("neighbours \"Sussudio\" hops", "syntax", ""),
        ("explain user 42 song \"One More Night\"", "ambiguous", ""),
        ("neighbours @4", "unknown_node", ""),
        ("neighbours $x", "bad_value", ""),
        ("recommend user 42", "no_model", ""),
        ("evaluate nothing", "no_model", ""),
        ("import \"/no/such\" as plays", "io", ""),
        ("import \"/no/such\" as playz", "bad_value", "plays"),
        ("set fromat json", "bad_value", "format"),
        ("train nfc", "bad_value", "ncf"),
        ("train ncf with epoch = 3", "bad_value", "epochs"),
        ("train ncf with epochs = 0", "bad_value", ""),
        ("train ncf on \"nothing\"", "bad_value", ""),
        ("match (a)-[:sungby2]-(b) return a", "unknown_relation", "sungBy"),
        ("match (a:sonng) return a", "unknown_type", "song"),
        ("match (a) return b", "bad_value", "a"),
        ("match (a:song) return a.label as x, a.year as x", "bad_value", ""),
        ("paths song S1 to song S3 avoiding song S1", "bad_value", ""),
        ("add song S1 with label = \"B\"", "bad_value", ""),
        ("add user 42 played song S1 with weight = 2", "bad_value", ""),
        ("match (a)-[a]-(b) return a", "bad_value", ""),
        ("match (a:song) return a.yaer", "bad_value", "year"),
        ("match (a:song) where count(a) > 1 return a", "bad_value", ""),
        ("match (a:song)-[:sungBy]->(b) return b, count(a) order by a.year", "bad_value", ""),
        ("match (a:song) return sum(*)", "bad_value", ""),
        ("paths song S1 to song S2 cheapest by costs", "bad_value", ""),
        ("paths song S1 to song S2 hops 40", "bad_value", ""),
        ("inspect m", "no_model", ""), ("session start new", "no_model", ""), ("like 1", "bad_value", ""),
    ]) func eachHasItsCode(script: String, code: String, suggestion: String) throws {
        let stage = try Stage.small()
        stage.session.errorStyle = .json
        let scene = stage.run(script)
        #expect(scene.outcome == .failed && scene.output.isEmpty)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(scene.notes.utf8)) as? [String: Any])
        #expect(report["code"] as? String == code)
        #expect(report["line"] as? Int == 1)
        let suggestions = report["suggestions"] as? [String] ?? []
        #expect(suggestion.isEmpty ? suggestions.isEmpty : suggestions.contains { $0.contains(suggestion) })
    }

    @Test func theCaretStandsUnderTheSpanOfWideCharacters() throws {
        let scene = try Stage.small().run("describe \"東京\"; neighbours \"Sussudio\"\tvia nothing", keepsGoing: true)
        let lines = scene.notes.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.contains("  describe \"東京\"; neighbours \"Sussudio\" via nothing"))
        #expect(lines.contains("           ^~~~~~"))
        #expect(lines.contains(String(repeating: " ", count: 45) + "^~~~~~~"))
    }

    @Test func anAmbiguousNameListsItsNodesAndTheyCanBeChosen() throws {
        let stage = try Stage.small()
        stage.run("train popularity with holdout = none")
        let scene = stage.run("explain user 42 song \"One More Night\"")
        #expect(scene.notes.contains("@1  song:S1  \"One More Night\" – Phil Collins, 1985"))
        #expect(scene.notes.contains("@2  song:S2  \"One More Night\" – Maroon 5, 2012"))
        #expect(stage.run("explain user 42 @2").output.contains("song:S2"))
        let chosen = stage.run("explain user 42 song \"One More Night\"[sungBy \"Maroon 5\"]")
        #expect(chosen.output.contains("song:S2"))
    }

    @Test func theFirstErrorStopsTheScriptUnlessItIsToGoOn() throws {
        let script = "describe \"nothing here\"\nstats"
        #expect(try Stage.small().run(script).output.isEmpty)
        let onward = try Stage.small().run(script, keepsGoing: true)
        #expect(onward.outcome == .failed && onward.output.contains("sungBy"))
    }

    @Test func aFailedImportSaysFileAndLineAndChangesNothing() throws {
        let stage = try Stage.small()
        let before = stage.run("stats").output
        let file = try stage.folder.write("1\tS1\t2\n1\tS2\tmany\n", to: "bad.tsv")
        let scene = stage.run("import \"\(file)\" as plays")
        #expect(scene.notes.contains("\(file):2: the count `many` is not a whole number above 0"))
        #expect(stage.run("stats").output == before)
    }
}
