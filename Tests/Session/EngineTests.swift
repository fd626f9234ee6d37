import Foundation
import Testing

/// Training, recommending and measuring on the example data.
@Suite struct EngineTests {
    private func value(_ scene: Stage.Scene, model: String, metric: String, protocolName: String) -> Double? {
        scene.objects.first {
            $0["model"] as? String == model && $0["metric"] as? String == metric
                && $0["protocol"] as? String == protocolName
        }?["value"] as? Double
    }

    @Test func thePlantedTastesAreFoundWellAbovePopularity() throws {
        let stage = try Stage.withExamples()
        stage.run("train ncf with seed = 1")
        let scene = stage.run("evaluate ncf against popularity, itemknn format json")
        for (protocolName, factor) in [("sampled99", 1.3), ("full", 2.0)] {
            for metric in ["hr", "ndcg"] {
                let known = try #require(value(scene, model: "popularity", metric: metric, protocolName: protocolName))
                for model in ["ncf", "itemknn"] {
                    let found = try #require(value(scene, model: model, metric: metric, protocolName: protocolName))
                    #expect(found > factor * known, "\(model) \(metric) \(protocolName): \(found), \(known)")
                }
            }
        }
    }

    @Test func listsLeaveOutWhatWasPlayedAndSayWhoBroughtEachSong() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train ncf with epochs = 3")
        let scene = stage.run("recommend user 42 top 30")
        #expect(scene.notes.contains("left out as played: 40 songs"))
        let ids = scene.objects.compactMap { ($0["node"] as? [String: Any])?["id"] as? String }
        #expect(ids.count == 30)
        let user = try #require(try stage.node("user:42"))
        for id in ids { #expect(try !stage.isStored(user, "played", #require(try stage.node(id)))) }
        let origins = scene.objects.compactMap { $0["from"] as? String }
        #expect(Array(origins.prefix(10)) == Array(repeating: "ncf", count: 10))
        #expect(origins.filter { $0 == "ncf" }.count == 10 && origins.contains("graph"))
        let scores = scene.objects.compactMap { $0["score"] as? Double }
        #expect(scores == scores.sorted(by: >))
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let (first, second) = (try Stage.withExamples(format: "json"), try Stage.withExamples(format: "json"))
        for stage in [first, second] { stage.run("train ncf with epochs = 2, seed = 5 as m") }
        #expect(first.run("recommend user 7").output == second.run("recommend user 7").output)
        let files = try [first, second].map { stage in
            try Data(contentsOf: URL(fileURLWithPath: stage.store.folder + "/models/m.model"))
        }
        #expect(files[0] == files[1])
        first.run("train ncf with epochs = 2, seed = 6 as m")
        #expect(first.run("recommend user 7").output != second.run("recommend user 7").output)
    }

    @Test func candidatesAreLimitedAndTheLimitIsSaid() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity")
        let scene = stage.run("recommend user 42 candidates 20 top 100")
        #expect(scene.objects.count == 20)
        #expect(scene.notes.contains("more candidates than 20"))
        let near = stage.run("recommend user 42 hops 1 via similarTo top 100")
        #expect(near.objects.count == 10)
    }

    @Test func exclusionsAreAppliedBeforeTheTop() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity")
        let first = stage.run("recommend user 42 top 3").objects
        let best = try #require((first.first?["node"] as? [String: Any])?["id"] as? String)
        let key = best.split(separator: ":")[1]
        let rest = stage.run("recommend user 42 top 3 excluding song \(key)").objects
        #expect(rest.count == 3)
        #expect(!rest.contains { ($0["node"] as? [String: Any])?["id"] as? String == best })
    }

    @Test func newListenersAndPlaysAreAnsweredClearly() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity")
        stage.run("add user:new label \"New\"")
        #expect(stage.run("recommend user new").notes.contains("user new has played nothing"))
        stage.run("add user new played song S0001 with count = 2")
        #expect(stage.run("recommend user new top 3").notes.contains("model popularity"))
        #expect(stage.run("recommend user 42").notes.contains("1 play is newer than the model"))
        #expect(stage.run("recommend year 1985").notes.contains("is a year; this place wants a user or a song"))
        #expect(stage.run("recommend").notes.contains("name a listener"))
    }

    @Test func listenersOfOneSongTeachNoRanker() throws {
        let stage = try Stage()
        let plays = try stage.folder.write("1\tA\t1\n2\tB\t2\n3\tA\t1\n", to: "plays.tsv")
        stage.run("import \"\(plays)\" as plays")
        #expect(stage.run("train").notes.contains("no listener has two songs"))
        stage.run("add user 1 played song B with count = 1")
        #expect(stage.run("train with holdout = none").notes.contains("model segue has learned from 3 listeners"))
    }

    @Test func playsThatChangedMakeAnEvaluationUnsafe() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity\nadd user 42 played song S0001 with count = 2")
        #expect(stage.run("evaluate").notes.contains("the plays have changed since model popularity was trained"))
    }

    @Test func figuresFitATerminal() throws {
        let stage = try Stage.withExamples()
        stage.run("train itemknn as near\ntrain popularity as the_most_played_of_all_songs")
        for statement in ["evaluate against near", "evaluate by decile against near", "evaluate by user"] {
            let page = stage.atTerminal(of: 80, statement).split(separator: "\n")
            #expect(page.count > 10 && page.filter { $0.count > 80 } == [], "\(statement)")
        }
        let page = stage.run("evaluate at 5, 10 against near").output
        #expect(page.contains("served, by `recommend`") && page.contains("ndcg@5") && page.contains("lists of 10"))
        #expect(page.contains("    lead of the_most_played_of_all_songs") && page.contains("*\n"))
    }

    @Test func anInterruptedEvaluationStops() throws {
        for work in ["ranking by popularity", "resampling the listeners"] {
            let stage = try Stage.withExamples(hearing: { note, cancellation in
                if note.contains(work) { cancellation.raise() }
            })
            let scene = stage.run("train popularity\nevaluate\nstats")
            #expect(scene.outcome == .interrupted && !scene.output.contains("hr@10"))
        }
    }

    @Test func modelsOutliveTheSessionAndTheLastOneAnswers() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity\ntrain itemknn with k = 10 as near")
        let later = try Stage(in: stage.folder)
        #expect(later.run("recommend user 42").notes.contains("model near"))
        later.run("use model popularity")
        #expect(try Stage(in: stage.folder).run("recommend user 42").notes.contains("model popularity"))
        #expect(later.run("models format csv").output.contains("near,itemknn,,\"{\"\"k\"\":10}\",600,1486,false\r\n"))
        #expect(later.run("drop model popularity").outcome == .done)
        #expect(later.run("recommend user 42").notes.contains("model near"))
        #expect(later.run("drop model popularity").outcome == .failed)
    }

    @Test func aDamagedModelIsAnErrorAndNotACrash() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity")
        let file = URL(fileURLWithPath: stage.store.folder + "/models/popularity.model")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 0x10
        try bytes.write(to: file)
        let scene = try Stage(in: stage.folder).run("recommend user 42")
        #expect(scene.outcome == .failed && scene.notes.contains("corrupt"))
    }

    @Test(arguments: [1, 2]) func anInterruptKeepsTheBestSoFarAndASecondKeepsNothing(times: Int) throws {
        let stage = try Stage.withExamples(hearing: { note, cancellation in
            guard note.contains("epoch 2 of 9"), !cancellation.isRaised else { return }
            for _ in 0..<times { cancellation.raise() }
        })
        let scene = stage.run("train ncf with epochs = 9\nmodels format csv")
        #expect(scene.outcome == (times == 1 ? .done : .interrupted))
        #expect(scene.output.contains("ncf,ncf,") == (times == 1))
        #expect(scene.notes.contains("interrupted: the best so far is kept") == (times == 1))
        #expect(try stage.store.reader().findings().isEmpty)
    }

    @Test func aModelTrainedAnewElsewhereIsReadAgain() throws {
        let stage = try Stage.withExamples(format: "csv")
        stage.run("train popularity as m")
        let before = stage.run("recommend user 42 top 3").output
        let other = try Stage(in: stage.folder)
        other.run("remove song S1480\ntrain itemknn as m")
        #expect(stage.run("recommend user 42 top 3").output != before)
        #expect(stage.run("models").output.contains("m,itemknn"))
    }
}
