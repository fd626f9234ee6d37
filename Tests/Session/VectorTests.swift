import Foundation
import Testing

/// `similar NODE by vector`: the songs nearest in the model in use.
@Suite struct VectorTests {
    private func ids(_ scene: Stage.Scene) -> [String] {
        scene.objects.compactMap { ($0["node"] as? [String: Any])?["id"] as? String }
    }

    @Test func theNearestComeFirstAndAConditionIsAppliedBeforeTheTop() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train als with epochs = 3, factors = 16")
        let all = stage.run("similar \"Easy Lover\" by vector top 2000")
        let (nodes, scores) = (ids(all), all.objects.compactMap { $0["score"] as? Double })
        #expect(nodes.count == 1_485 && Set(nodes).count == 1_485 && !nodes.contains("song:S0976"))
        #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (-1.000_001...1.000_001).contains($0) })
        #expect(all.objects.compactMap { $0["rank"] as? Int } == Array(1...1_485))
        #expect(all.objects.allSatisfy { $0["model"] as? String == "als" } && all.notes.contains("model als"))
        let queen = Set(ids(stage.run("traverse artist Queen ^sungBy")))
        let few = stage.run("similar \"Easy Lover\" by vector where artist = \"Queen\" top 3")
        #expect(queen.count > 3 && ids(few) == Array(nodes.filter(queen.contains).prefix(3)))
        #expect(ids(stage.run("similar song S0976 by vector top 3")) == Array(nodes.prefix(3)))
        #expect(stage.run("similar @2 by vector top 3").outcome == .done)
    }

    @Test func severalSongsOfANameAreAnsweredForEach() throws {
        let stage = try Stage.withExamples()
        stage.run("train als with epochs = 1, factors = 8")
        let scene = stage.run("similar \"One More Night\" by vector top 3")
        for group in ["One More Night – Maroon 5, 2012 ", "One More Night – Phil Collins, 1985 "] {
            #expect(scene.lines.count { $0.hasPrefix(group) } == 3)
        }
        #expect(scene.notes.contains("choose one by `@1` … `@2`"))
        // A third of the name is newer than the model: the others are still answered for.
        stage.run("add song:S9999 label \"One More Night\"")
        let later = stage.run("similar \"One More Night\" by vector top 3")
        #expect(later.outcome == .done && later.lines.count == 7)
        #expect(later.notes.contains("@3: model als has no vector of it"))
    }

    @Test func whatHasNoVectorIsAnErrorWithAWayOn() throws {
        let stage = try Stage.withExamples()
        #expect(stage.run("similar \"Easy Lover\" by vector").notes.contains("`train` makes one"))
        stage.run("train als with epochs = 1, factors = 8\nadd song:S9999 label \"Never Heard\"\ntrain itemknn as near")
        let linear = stage.run("similar \"Easy Lover\" by vector")
        #expect(linear.outcome == .failed && linear.notes.contains("kind `itemknn`, which learns no vectors"))
        #expect(linear.notes.contains("`als`") && !linear.notes.contains("`ease`"))
        stage.run("use model als")
        let fresh = stage.run("similar \"Never Heard\" by vector")
        #expect(fresh.outcome == .failed && fresh.notes.contains("trained without this song"))
        let artist = stage.run("similar artist Queen by vector")
        #expect(artist.notes.contains("`similar artist Queen by graph`") && artist.outcome == .failed)
    }

    @Test func aSongStandsForAListenerWhoPlayedItAlone() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train als with epochs = 2, factors = 8")
        let scene = stage.run("recommend song \"Easy Lover\" top 20")
        #expect(scene.outcome == .done && ids(scene).count == 20 && !ids(scene).contains("song:S0976"))
        #expect(scene.objects.allSatisfy { $0["user"] is NSNull })
        stage.run("add user:one\nadd user one played song S0976 with count = 2")
        #expect(ids(stage.run("recommend user one top 20")) == ids(scene))
        let own = stage.run("recommend \"Easy Lover\" hops 2 via sungBy top 500").objects
        let near = own.filter { $0["from"] as? String == "graph" }
        #expect(!near.isEmpty && own.count - near.count == 10)
        stage.run("add song:S9999 label \"Never Heard\"")
        #expect(stage.run("recommend \"Never Heard\"").notes.contains("trained without this song"))
        #expect(stage.run("recommend \"One More Night\"").notes.contains("is 2 nodes"))
        #expect(stage.run("recommend \"Qzxw\"").notes.contains("no user is called"))
        let misspelt = stage.run("recommend \"Easy Lovr\"").notes
        #expect(misspelt.contains("no song is called") && misspelt.contains("Easy Lover"))
    }
}
