import Recommender
import SegueKit
import Session
import Testing

/// Statements, their values, and what goes wrong with them.
@Suite struct QueryTests {
    let library: Library
    var graph: SegueDatabase { library.graph }

    init() throws { library = try Library.small() }

    @Test func rowsHoldValuesByNameAndInOrder() throws {
        let rows = try graph.query("neighbours song:S1 via sungBy, played order by degree desc")
        #expect(rows.columns == ["hop", "node", "via", "degree"] && rows.count == 3 && !rows.isCapped)
        #expect(rows[0].names == rows.columns && rows.allSatisfy { $0["hop"] == .integer(1) })
        let artist = try #require(rows.compactMap { $0["node"]?.node }.first { $0.type == "artist" })
        #expect(artist.name == "Phil Collins" && artist.count == nil)
        #expect(rows[0]["via"]?.list == [.text(rows[0]["node"]?.node?.type == "artist" ? "sungBy" : "played")])
        #expect(rows[0]["nothing"] == nil && rows[0]["hop"]?.number == 1 && rows[0]["hop"]?.text == nil)
    }

    @Test func everyKindOfValueComesAsItself() throws {
        let row = try graph.query(
            "match (u:user)-[p:played]->(s:song) where p.count = 17 return p, s.year, s.label, s")[0]
        let edge = try #require(row["p"]?.edge)
        #expect(edge.relation == "played" && edge.head.key == "42" && edge.properties["count"] == .integer(17))
        #expect(edge.description == #"user 42 ─played ×17→ "One More Night""#)
        #expect(
            row["s.year"]?.description == "1985" && row["s.label"]?.text == "One More Night"
                && row["s"]?.node?.key == "S1")
        let path = try #require(try graph.query("paths song:S1 to song:S3 via sungBy")[0]["path"]?.path)
        #expect(path.steps.count == 2 && path.steps[1].isInverse && path.steps[1].end.key == "S3")
        #expect(path.nodes.map(\.name) == ["One More Night", "Phil Collins", "Sussudio"])
        #expect(path.description == #""One More Night" ─sungBy→ Phil Collins ←sungBy─ "Sussudio""#)
        try graph.query("add song:S1 with mood = \"calm\", tempo = 120")
        let described = try graph.query("describe song:S1")[0]
        #expect(described["props"]?.record?["tempo"] == .integer(120))
        #expect(described["relations"]?.list?.isEmpty == false)
    }

    @Test func parametersAreValuesOfOneCall() throws {
        let query = "match (u:user)-[p:played]->(s:song) where p.count > $n return s.label order by s.label"
        #expect(try graph.query(query, ["n": 4]).map { $0["s.label"]?.text } == ["One More Night", "One More Night"])
        #expect(try graph.query(query, ["n": 100]).isEmpty)
        #expect(error { _ = try graph.query(query) }?.code == .badValue)
        try graph.run("let $n = 16")
        #expect(try graph.query(query).count == 1)
        #expect(try graph.query(query, ["n": 0.5]).count == 6)
        #expect(try graph.query(query).count == 1, "the session's own value is back")
    }

    @Test func notesSayHowANameWasTaken() throws {
        let rows = try graph.query("describe $x", ["x": "One More Night"])
        #expect(rows.count == 2 && rows.notes.first?.contains("choose one by `@1` … `@2`") == true)
        #expect(try graph.query("describe @2").count == 1)
    }

    @Test func aCapThatBitIsTold() throws {
        #expect(try graph.query(#"find "" limit 3"#).isCapped)
        #expect(try !graph.query(#"find "Sussudio""#).isCapped)
    }

    @Test func errorsHaveACodeAPlaceAndAWayOn() throws {
        let unknown = try #require(error { try graph.query("describe $x", ["x": "Easy Luver"]) })
        #expect(unknown.code == .unknownNode && unknown.suggestions == [#""Easy Lover""#])
        #expect((unknown.line, unknown.column) == (1, 10) && unknown.file == nil)
        #expect("\(unknown)".hasPrefix("unknown_node: ") && "\(unknown)".hasSuffix(#"did you mean "Easy Lover"?"#))
        let syntax = try #require(error { try graph.run("stats\n  neighbours song:S1 hop 2", named: "mine") })
        #expect(syntax.code == .syntax && syntax.line == 2 && syntax.column == 22 && syntax.file == "mine")
        let typed = try #require(error { _ = try graph.recommend(for: .user("nobody")) })
        #expect(typed.line == nil && typed.column == nil)
        let ambiguous = try #require(error { try graph.query(#"paths "One More Night" to song:S3"#) })
        #expect(ambiguous.code == .ambiguous && ambiguous.details.contains { $0.contains("song:S2") })
        #expect(error { try graph.query("stats; stats") }?.code == .badValue)
        #expect(error { try graph.query("  # nothing") }?.code == .badValue)
        #expect(error { try graph.query("bogus") }?.code == .unknownVerb)
    }

    @Test func aScriptStopsAtItsFirstErrorAndAnswersForEachStatement() throws {
        let all = try graph.run("stats; add song:new; schema\nquit; bogus")
        #expect(all.map(\.columns.isEmpty) == [false, true, false] && all[1].notes == ["added 1 node"])
        // A mistake of the language is found before anything is run, an error of names or values when it is met.
        #expect(error { try graph.run("add song:first\nbogus\nadd song:third") }?.line == 2)
        #expect(error { try graph.query("describe song:first") }?.code == .unknownNode)
        #expect(error { try graph.run("add song:other\ndescribe song:nobody\nadd song:third") }?.line == 2)
        #expect(try graph.query("describe song:other").count == 1)
        #expect(error { try graph.query("describe song:third") }?.code == .unknownNode)
    }

    @Test func codesAndKindsAreThoseOfTheShell() {
        #expect(SegueError.Code.allCases.map(\.rawValue) == Session.errorMeanings.map(\.name))
        #expect(SegueKit.ModelKind.allCases.map(\.rawValue) == Recommender.ModelKind.allCases.map(\.rawValue))
    }
}
