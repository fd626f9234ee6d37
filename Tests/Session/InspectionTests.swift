import Testing

/// What `inspect` and `stats` make of odd numbers.
@Suite struct InspectionTests {
    @Test(arguments: ["1e30", "0.25", "16777215"]) func anyWeightIsShown(weight: String) throws {
        let stage = try Stage()
        #expect(
            stage.run("add x:a rel x:b with weight = \(weight); add x:a rel x:c with weight = 0.5").outcome == .done)
        #expect(stage.run("stats").outcome == .done && stage.run("inspect x:a").outcome == .done)
        let first = stage.run("inspect x:a format json").objects.first?["relations"] as? [[String: Any]]
        let ends = first?.first?["first"] as? [[String: Any]]
        #expect(ends?.first?["id"] as? String == (weight == "0.25" ? "x:c" : "x:b"))
    }

    @Test func aHistogramStartsAtZero() throws {
        let stage = try Stage()
        let plays = (0..<30).map { "add user:u\($0) played song:s with count = \($0 < 15 ? 1 : 2)" }
        stage.run(plays.joined(separator: "\n"))
        #expect(stage.run("stats").output.contains("count  ██  1 to 2, half up to 2"))
    }

    @Test func aModelTellsHowItsEpochsWent() throws {
        let stage = try Stage.small(format: "json")
        stage.run("train gmf with epochs = 3, holdout = none, positive = any as m")
        let model = try #require(stage.run("inspect m").objects.first)
        let epochs = try #require(model["epochs"] as? [[String: Any]])
        #expect(epochs.count == 3 && epochs.map { $0["epoch"] as? Int } == [1, 2, 3])
        #expect(model["in_use"] as? Bool == true && model["plays"] as? Int == 4)
        let page = stage.run("inspect m format table").output
        #expect(page.contains("model m – ") && page.contains("\n  loss      "))
        #expect(stage.run("inspect m format csv").output.split(separator: "\r\n").count == 4)
    }

    @Test func aSongIsToldByItsListenersWhoAreCounted() throws {
        let page = try Stage.small().run("inspect song S3").output
        #expect(page.contains("←played      2 users, 5 plays") && !page.contains("user 7"))
    }
}
