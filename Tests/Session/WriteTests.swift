import Testing

@Suite struct WriteTests {
    @Test func addingAnEdgeMakesWhatItNeedsAndSaysSo() throws {
        let stage = try Stage.small()
        let scene = stage.run("add person:`Adam Levine` singerOf song S2")
        #expect(scene.notes == "new type person\nnew node person:Adam Levine\nnew relation singerOf\nadded 1 edge\n")
        #expect(stage.run("neighbours \"Adam Levine\" out").output.contains("One More Night"))
        #expect(stage.run("add person:`Adam Levine` singerOf song S2").notes == "that edge was there already\n")
    }

    @Test func aWeightIsKeptAndReplaced() throws {
        let stage = try Stage.small()
        stage.run("add user 42 played song S1 with count = 5\nadd user 42 played song S4 with count = 2")
        let path = stage.run("paths user 42 to song S1").output
        #expect(path.contains("×5"))
        #expect(stage.run("paths user 42 to song S4").output.contains("×2"))
        #expect(stage.run("add user 42 played song S1 with count = much").outcome == .failed)
    }

    @Test func removingAnEdgeANodeOrAllOfARelation() throws {
        let stage = try Stage.small()
        #expect(stage.run("remove user 42 played song S1").notes == "removed 1 edge\n")
        #expect(stage.run("remove user 42 played song S1").notes == "removed 0 edges\n")
        #expect(stage.run("remove user 7 played *").notes == "removed 2 edges\n")
        #expect(stage.run("remove song S3").notes == "removed song S3 and 4 edges\n")
        #expect(stage.run("describe \"Sussudio\"").outcome == .failed)
        #expect(try stage.store.reader().findings().isEmpty)
    }

    @Test func aWriteThatFailsChangesNothing() throws {
        let stage = try Stage.small()
        let before = stage.run("stats").output
        #expect(stage.run("add planet:mars orbits \"no such star\"").outcome == .failed)
        #expect(stage.run("add song:S7 likes song S1 with strength = null").outcome == .failed)
        #expect(stage.run("stats").output == before)
    }

    @Test func aWriteWantsOneNode() throws {
        let scene = try Stage.small().run("remove \"One More Night\"")
        #expect(scene.outcome == .failed && scene.notes.contains("ambiguous"))
    }

    @Test func nodesTakeLabelsAndProperties() throws {
        let stage = try Stage.small()
        stage.run("add song:S9 label \"Wonderful\" with bpm = 120, live = true\nadd song S9 with bpm = 121")
        let page = stage.run("describe \"wonderful\"").output
        #expect(page.contains("bpm    121") && page.contains("live   true"))
    }

    @Test func parametersStandForValues() throws {
        let stage = try Stage.small()
        #expect(stage.run("let $x = \"Sussudio\"\nneighbours $x via sungBy").output.contains("Phil Collins"))
        stage.session.setParameter("y", to: "song:S4")
        #expect(stage.run("neighbours $y via sungBy").output.contains("Philip Bailey"))
    }
}
