import Testing

/// Scripts that are looked at and not run.
@Suite struct CheckingTests {
    @Test func nothingIsRun() throws {
        let stage = try Stage.small()
        let before = stage.run("stats").output
        let scene = stage.check(
            """
            stats
            neighbours song S1 hops 2 where year < 1990 limit 3
            add song:new label "New"
            remove song S1
            train popularity
            recommend user 42
            evaluate by decile
            explain user 42 song S4
            session start user 42; like 1; session end commit
            find "x" into "/nowhere/at/all.csv"
            export "graph.dot"; begin; commit; backup "x"
            """)
        #expect(scene.outcome == .done && scene.output.isEmpty, "\(scene.notes)")
        #expect(stage.run("stats").output == before && stage.run("models").notes.contains("no model yet"))
    }

    @Test(arguments: [
        ("neighbours song S9", "unknown_node"), ("neighbours song S1 via sings", "unknown_relation"),
        ("describe sung S1", "unknown_type"), ("paths \"One More Night\" to song S3", "ambiguous"),
        ("match (s:song)-[:sings]->(a) return s", "unknown_relation"), ("traverse song S1 sings", "unknown_relation"),
        ("similar song S1 where colour = 3", "bad_value"), ("train nothing", "bad_value"),
        ("train als with k = 3", "bad_value"), ("use model m", "no_model"), ("recommend user 42", "no_model"),
        ("recommend user 99", "unknown_node"), ("explain user 42", "bad_value"), ("evaluate", "no_model"),
        ("import \"x\" as songz", "bad_value"), ("export \"x.doc\"", "bad_value"), ("remove song S9", "unknown_node"),
        ("remove song S1 sings *", "unknown_relation"), ("add \"nobody\" sungBy artist X", "unknown_node"),
        ("session start user 99", "unknown_node"), ("ban \"nobody\"", "unknown_node"),
        ("alias me = user 99", "unknown_node"),
        ("describe @3", "unknown_node"), ("describe $x", "bad_value"), ("source \"nowhere.segue\"", "io"),
        ("plan neighbours song S9", "unknown_node"), ("inspect song S9", "unknown_node"), ("bogus", "unknown_verb"),
    ]) func whatIsNotThereIsFound(statement: String, code: String) throws {
        let scene = try Stage.small().check("set\n\(statement)\n")
        #expect(scene.outcome == .failed && scene.notes.hasPrefix("script:2:") && scene.notes.contains(": \(code)\n"))
    }

    @Test func everyErrorIsTold() throws {
        let scene = try Stage.small().check("bogus\ndescribe song S9\nstats\nmatch (\n")
        #expect(scene.notes.components(separatedBy: "script:").count == 4)
    }

    @Test func whatTheScriptItselfMayBringIsNotAnError() throws {
        let stage = try Stage.small()
        let scene = stage.check(
            "import \"x.tsv\" as triples\ndescribe song S9\ntrain als as m\nuse model m\nfind \"a\"\ndescribe @2\n")
        #expect(scene.outcome == .done)
        #expect(
            scene.notes
                == "3 statements could not be checked whole: what they name may be brought by statements before\n")
        // A slip within the language stays one.
        #expect(stage.check("import \"x.tsv\" as triples\ndescribe song:S9 whre\n").outcome == .failed)
    }

    @Test func scriptsThatAreCalledAreCheckedToo() throws {
        let stage = try Stage.small()
        let inner = try stage.folder.write("stats\ndescribe song S9\n", to: "inner.segue")
        let scene = stage.check("let $x = 3\nsource \"\(inner)\"\n")
        #expect(
            scene.notes.hasPrefix("\(inner):2:10: unknown_node\n") && scene.notes.contains("script:2:8: bad_value\n"))
    }
}
