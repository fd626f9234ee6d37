import Foundation
import Graph
import Testing

/// Talking with the recommender.
@Suite struct ConversationTests {
    private static func stage(_ format: String = "json") throws -> Stage {
        let stage = try Stage.withExamples(format: format)
        stage.run("train itemknn as near")
        return stage
    }

    private static func ids(_ scene: Stage.Scene) -> [String] {
        scene.objects.compactMap { ($0["node"] as? [String: Any])?["id"] as? String }
    }

    @Test func theListMovesAtOnceAndWhatChangedIsSaid() throws {
        let stage = try Self.stage()
        stage.run("session start user 42")
        let before = Self.ids(stage.run("recommend top 5"))
        let scene = stage.run("like 2")
        let after = Self.ids(scene)
        #expect(!after.contains(before[1]) && after != before && after.count == 5)
        #expect(scene.notes.hasPrefix("liked \""))
        for (id, row) in zip(after, scene.objects) {
            #expect(row["was"] as? Int == before.firstIndex(of: id).map { $0 + 1 })
        }
        let new = after.count { !before.contains($0) }
        #expect(scene.notes.contains("\(new) of 5 songs"))
        // A rank is one of the list as it is now.
        let skipped = stage.run("skip 1")
        #expect(!Self.ids(skipped).contains(after[0]) && skipped.notes.contains("skipped \""))
    }

    @Test func undoTakesBackWhatWasSaidLast() throws {
        let stage = try Self.stage()
        stage.run("session start user 42")
        let first = stage.run("recommend top 5").output
        stage.run("like 2")
        let scene = stage.run("undo")
        #expect(Self.ids(scene) == (try Self.ids(of: first)) && scene.notes.hasPrefix("took back: liked \""))
        #expect(stage.run("undo").notes.contains("nothing was said that could be taken back"))
        #expect(stage.run("recommend top 5").output == first)
    }

    private static func ids(of text: String) throws -> [String] {
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
        return rows.compactMap { ($0["node"] as? [String: Any])?["id"] as? String }
    }

    @Test func nothingIsStoredBeforeCommitAndThenItIsWithItsTime() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nrecommend\nlike song S0001\nskip song S0002\nban artist \"Queen\"")
        let reader = try stage.store.reader()
        #expect(reader.vocabulary.relation(named: "liked") == nil)
        let list = stage.run("recommend top 20").output
        let scene = stage.run("session end commit")
        #expect(scene.notes.contains("kept: 1 liked, 1 skipped, 1 banned") && scene.outcome == .done)
        let user = try #require(try stage.node("user:42"))
        for (relation, name) in [("liked", "song:S0001"), ("skipped", "song:S0002"), ("banned", "artist:Queen")] {
            let node = try #require(try stage.node(name))
            #expect(try stage.isStored(user, relation, node))
            let after = try stage.store.reader()
            let number = try #require(after.vocabulary.relation(named: relation))
            let time = try after.properties(of: [Triple(user, number, node)])[0].first { $0.name == "time" }
            guard case .string(let text)? = time?.value else {
                Issue.record("no time: \(time as Any)")
                continue
            }
            #expect(scene.notes.contains("new relation \(relation)"))
            #expect(text.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil, "\(text)")
        }
        // What is kept counts as it did when it was said.
        #expect(stage.run("recommend user 42 top 20").output == list)
        #expect(try stage.store.reader().findings().isEmpty)
    }

    @Test func whatIsSaidLaterReplacesWhatWasKept() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nlike song S0001\nsession end commit")
        stage.run("session start user 42\nskip song S0001\nsession end commit")
        let (user, song) = (try #require(try stage.node("user:42")), try #require(try stage.node("song:S0001")))
        #expect(try !stage.isStored(user, "liked", song) && stage.isStored(user, "skipped", song))
    }

    @Test func discardAndALeftSessionKeepNothing() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nlike song S0001")
        let open = stage.run("session end")
        #expect(open.outcome == .failed && open.notes.contains("1 answer of this session is not kept yet"))
        #expect(stage.run("session end discard").notes.contains("1 answer was forgotten"))
        #expect(try stage.store.reader().vocabulary.relation(named: "liked") == nil)
        stage.run("session start user 42\nlike song S0001")
        #expect(stage.session.end() == .failed)
        #expect(stage.run("stats").notes.contains("1 answer was not kept"))
        #expect(stage.run("session start user 42\nsession end").outcome == .done && stage.session.end() == .done)
    }

    @Test func aNewListenerIsMadeWhenTheSessionIsKept() throws {
        let stage = try Self.stage()
        stage.run("session start new")
        #expect(Self.ids(stage.run("recommend")).count == 10)
        stage.run("like song \"Sussudio\"")
        let list = Self.ids(stage.run("recommend top 5"))
        #expect(try stage.node("user:listener-1") == nil)
        let scene = stage.run("session end commit")
        #expect(scene.notes.contains("new node user:listener-1"))
        #expect(Self.ids(stage.run("recommend user listener-1 top 5")) == list)
        stage.run("session start new\nlike song S0001\nsession end commit")
        #expect(try stage.node("user:listener-2") != nil)
    }

    @Test func moreGoesOnWithTheListAsItWasAskedFor() throws {
        let stage = try Self.stage()
        stage.run("session start user 42")
        let first = Self.ids(stage.run("recommend top 4 where year < 1990"))
        let scene = stage.run("more")
        let next = Self.ids(scene)
        #expect(next.count == 4 && Set(next).isDisjoint(with: first))
        #expect(scene.objects.map { $0["rank"] as? Int } == [5, 6, 7, 8])
        #expect(Self.ids(stage.run("recommend top 8 where year < 1990")) == first + next)
        stage.run("recommend top 4 where year < 1990\nmore")
        // The list keeps its length, and what is gone is told of all that was shown.
        let liked = stage.run("like 7")
        #expect(!Self.ids(liked).contains(next[2]) && Self.ids(liked).count == 8)
    }

    @Test func whatCannotBeSaidIsAnError() throws {
        let stage = try Self.stage("table")
        for verb in ["like 1", "skip song S0001", "ban 2", "more", "session end"] {
            let scene = stage.run(verb)
            #expect(scene.outcome == .failed && scene.notes.contains("without a session"), "\(verb): \(scene.notes)")
        }
        stage.run("session start user 42")
        #expect(stage.run("session start new").notes.contains("a session with user 42 goes on"))
        #expect(stage.run("like 1").notes.contains("the session has no list yet"))
        stage.run("recommend top 3")
        for rank in [0, 4] { #expect(stage.run("like \(rank)").notes.contains("the session's list has 3 rows")) }
        #expect(stage.run("like artist \"Queen\"").notes.contains("is an artist; this place wants a song"))
        #expect(stage.run("like \"No Such Song\"").notes.contains("unknown_node"))
        #expect(stage.run("session end").outcome == .done)
        let empty = try Stage.small()
        #expect(empty.run("session start user 42").notes.contains("no_model"))
        #expect(empty.run("session start user 43").notes.contains("unknown_node"))
    }

    @Test func explainSpeaksOfTheSessionsListener() throws {
        let stage = try Self.stage()
        #expect(stage.run("explain \"Easy Lover\"").notes.contains("or the song alone in a session"))
        // A song that the model finds near to the one that is liked.
        let near = try #require(Self.ids(stage.run("recommend song \"Easy Lover\" top 1")).first)
        stage.run("session start user 42\nlike \"Easy Lover\"")
        let row = try #require(stage.run("explain \(near)").objects.first)
        #expect(row["user"] as? String == "user:42")
        let terms = row["terms"] as? [[String: Any]] ?? []
        let liked = terms.contains { term in
            let edges = (term["path"] as? [String: Any])?["edges"] as? [[String: Any]] ?? []
            return edges.first?["rel"] as? String == "liked"
        }
        #expect(liked)
        let kept = stage.run("session end commit\nexplain user 42 \(near)").objects.first
        #expect(kept?["score"] as? Double == row["score"] as? Double)
    }

    @Test func aReadOnlyDatabaseListensAndKeepsNothing() throws {
        let stage = try Self.stage()
        let later = try Stage(in: stage.folder, readOnly: true)
        later.run("session start user 42\nlike song S0001")
        let scene = later.run("session end commit")
        #expect(scene.outcome == .failed && scene.notes.contains("read_only"))
        #expect(later.run("session end discard").outcome == .done)
    }

    @Test func aTransactionIsEndedBeforeASessionIsKept() throws {
        let stage = try Self.stage()
        let scene = stage.run("begin\nsession start user 42\nlike song S0001\nsession end commit")
        #expect(scene.outcome == .failed && scene.notes.contains("cannot run within a transaction"))
        stage.run("rollback")
        #expect(try stage.store.reader().vocabulary.relation(named: "liked") == nil)
        #expect(stage.run("session end commit").notes.contains("kept: 1 liked"))
    }

    @Test func theNextTrainingLearnsFromIt() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nlike song S0001\nskip song S0002\nsession end commit")
        #expect(stage.run("recommend user 42 top 3").notes.contains("1 play or like is newer than the model"))
        stage.run("train itemknn as near")
        let scene = stage.run("recommend user 42 top 3")
        #expect(!scene.notes.contains("newer than the model") && scene.notes.contains("left out as played: 40 songs"))
        #expect(scene.notes.contains("left out as liked: 1 song; left out as skipped or banned: 1 song"))
    }

    @Test func aRepeatIsNoAnswerAndAReversalIsTold() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nrecommend top 3\nlike song S0001")
        #expect(stage.run("like song S0001").notes.contains("is liked already"))
        #expect(stage.run("skip song S0001").notes.contains(", no longer liked"))
        #expect(stage.session.unkeptAnswers == 2)
        #expect(stage.run("session end commit").notes.contains("kept: 1 skipped;"))
    }

    /// The session's list is what it was asked for, whatever `@1` stands for by now; `plan` shows nobody a list.
    @Test func theListIsAskedForAsItWasBound() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nfind \"Sussudio\"\nrecommend top 5 excluding @1")
        let before = Self.ids(stage.run("recommend top 5"))
        stage.run("find \"Sussudio\"\nrecommend top 5 excluding @1\nfind \"xyzzy\"")
        #expect(Self.ids(stage.run("like song S0001")).count == 5)
        stage.run("undo\nrecommend top 5\nplan recommend where year < 1970")
        #expect(stage.run("like 1").notes.hasPrefix("liked"))
        #expect(!Self.ids(stage.run("recommend top 5")).contains(before[0]))
    }

    @Test func whatIsGoneFromTheGraphIsForgotten() throws {
        let stage = try Self.stage()
        stage.run(
            "session start user 42\nrecommend top 5\nban artist \"Queen\"\nlike song S0001\nremove artist \"Queen\"")
        #expect(stage.run("recommend top 5").outcome == .done && stage.session.unkeptAnswers == 1)
        stage.run("remove user 42")
        let scene = stage.run("recommend top 5")
        #expect(scene.outcome == .failed && scene.notes.contains("the session's listener is gone"))
        stage.run("begin\nadd user:brandnew label \"N\"\nsession start user brandnew\nrollback")
        #expect(stage.run("like song S0002").notes.contains("without a session"))
    }

    @Test func aUserCannotBeBannedAndABanIsTold() throws {
        let stage = try Self.stage("table")
        stage.run("session start user 42")
        #expect(stage.run("ban user 43").notes.contains("this place wants a song, artist, album or the like"))
        stage.run("ban artist \"Genesis\"")
        let page = stage.run("explain \"Invisible Touch\" counterfactual").output
        #expect(page.contains("banned: `recommend` leaves it out") && !page.contains("top 10"))
    }

    @Test func somebodyNewIsExplainedToo() throws {
        let stage = try Self.stage()
        stage.run("session start new\nlike \"Easy Lover\"\nlike \"Sussudio\"")
        let near = try #require(Self.ids(stage.run("recommend top 1")).first)
        let row = try #require(stage.run("explain \(near) counterfactual").objects.first)
        #expect(row["user"] is NSNull)
        let changes = row["counterfactuals"] as? [[String: Any]] ?? []
        #expect(changes.count >= 2 && changes.allSatisfy { !(($0["without"] ?? $0["with"]) as? [Any] ?? []).isEmpty })
        // A listener who has only banned something is served like one who is new.
        stage.run("session end discard\nsession start new\nban tag pop\nsession end commit")
        #expect(Self.ids(stage.run("recommend user listener-1")).count == 10)
    }
}
