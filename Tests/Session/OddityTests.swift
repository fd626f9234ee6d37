import Foundation
import Testing

/// What went wrong once, or would be easy to get wrong.
@Suite struct OddityTests {
    @Test func aRivalThatLearnedFromOtherRowsIsRefused() throws {
        let stage = try Stage.withExamples()
        stage.run("train itemknn with holdout = none as all\ntrain itemknn with seed = 8 as other\ntrain popularity")
        for rival in ["all", "other"] {
            let scene = stage.run("evaluate popularity against \(rival)")
            #expect(scene.outcome == .failed && scene.notes.contains("learned from other rows"))
        }
        #expect(stage.run("evaluate popularity against itemknn, userknn, ease").outcome == .done)
    }

    @Test func aSongThatWasRemovedIsNotServed() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity")
        let best = try #require(stage.run("recommend user 42 top 1").objects.first?["node"] as? [String: Any])
        let id = try #require(best["id"] as? String)
        stage.run("remove \(id)")
        let scene = stage.run("recommend user 42")
        #expect(scene.outcome == .done && scene.objects.count == 10)
        #expect(!scene.output.contains("\"\(id)\""))
        #expect(scene.notes.contains("gone from the graph: 1 song"))
    }

    @Test func addingToAQuotedTitleChangesTheSongOfThatTitle() throws {
        let stage = try Stage.small()
        stage.run("add song \"Easy Lover\" with genre = \"pop\"")
        #expect(stage.run("describe song S4").output.contains("genre"))
        #expect(stage.run("add song \"Brand New\"").notes == "added 1 node\n")
        #expect(stage.run("describe \"brand new\"").outcome == .done)
        #expect(stage.run("add song \"\"").notes.contains("a key may not be empty"))
    }

    @Test func anAmbiguousNameInAWriteThatMadeATypeIsOnlyAnError() throws {
        let stage = try Stage.small()
        stage.run("add artist:ABBA with known = true")
        let scene = stage.run("add band:ABBA likes \"ABBA\"")
        #expect(scene.outcome == .failed && scene.notes.contains("ambiguous"))
        #expect(stage.run("describe band ABBA").outcome == .failed)
        #expect(stage.run("describe @2").outcome == .failed)
    }

    @Test func limitsWithoutLimit() throws {
        let stage = try Stage.small()
        for statement in [
            "find \"o\" limit 9223372036854775807", "neighbours song S1 limit 9223372036854775807",
            "paths song S1 to song S3 limit 9223372036854775806", "find \"\" type artist limit 2",
            "traverse song S1 (~sungBy){0,3} return paths limit 3", "similar song S1 top 9000000000000000",
            "similar song S1 where degree > 900 top 9000000000000000",
            "paths song S1 to song S3 limit 9223372036854775807",
            "match (s:song) return s order by s limit 9223372036854775807",
            "traverse song S1 ~sungBy limit 9223372036854775807",
        ] { #expect(stage.run(statement).outcome == .done, "\(statement)") }
        #expect(stage.run("find \"\" type artist limit 2 format csv").output.split(separator: "\r\n").count == 3)
    }

    @Test func typesAreTheSameInAnyCase() throws {
        let stage = try Stage()
        let file = try stage.folder.write(
            (1...6).map { "User:\($0 % 3)\tPlayed\tSong:\($0)\t\($0)" }.joined(separator: "\n"), to: "g.tsv")
        stage.run("import \"\(file)\" as triples\ntrain popularity with holdout = none")
        let scene = stage.run("recommend user 1")
        #expect(scene.outcome == .done, "\(scene.notes)")
        #expect(stage.run("paths user 1 to song 4").output.contains("×4"))
    }

    @Test func countsAreWholeAndAboveZero() throws {
        let stage = try Stage.small()
        for count in ["0", "-3", "1.5", "16777217"] {
            #expect(stage.run("add user 42 played song S4 with count = \(count)").outcome == .failed)
        }
        #expect(stage.run("add user 42 played song S1 with count = 5").notes.contains("count: 17 → 5"))
    }

    @Test func parametersStandWhereverValuesDo() throws {
        let stage = try Stage.small()
        stage.session.setParameter("key", to: "007")
        stage.run(
            "let $n = 3\nlet $m = $n\nadd user 42 played song S4 with count = $m", named: nil
        )
        #expect(stage.run("paths user 42 to song S4").output.contains("×3"))
        #expect(stage.run("neighbours $key").notes.contains("no node is called \"007\""))
        #expect(stage.run("train popularity with holdout = $none").notes.contains("$none has no value"))
    }

    @Test func evaluationsWantNumbersAboveZero() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity")
        for clause in ["at 0", "sample 0"] { #expect(stage.run("evaluate \(clause)").outcome == .failed) }
    }

    @Test func noPathIsSaidOnlyWhereThereIsNone() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity")
        let scene = stage.run("explain user 42 song \"Easy Lover\" paths 0")
        #expect(!scene.output.contains("no path") && scene.output.contains("39 of the 40 songs"))
        #expect(!stage.run("paths song S0001 to song S0002 limit 0").notes.contains("no path"))
    }

    @Test func everyRowSaysWhoBroughtIt() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity as old")
        #expect(stage.run("recommend user 42 top 1").objects.first?["from"] as? String == "popularity")
    }

    @Test func aDamagedModelDoesNotHideTheOthers() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity as good\ntrain popularity as bad")
        try Data("no model".utf8).write(to: URL(fileURLWithPath: stage.store.folder + "/models/bad.model"))
        let scene = stage.run("models")
        #expect(scene.output.contains("good") && scene.notes.contains("model bad cannot be used"))
    }

    @Test func anExplanationSaysThatTheSongWasPlayed() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity")
        #expect(
            stage.run("explain user 42 song \"I Missed Again\"").output.contains(
                "played ×111: `recommend` leaves it out"))
        #expect(!stage.run("explain user 42 song \"Easy Lover\"").output.contains("leaves it out"))
    }

    @Test func aWrongSettingIsPointedAt() throws {
        let scene = try Stage.small().run("train ncf with seed = 3, epoch = 2")
        #expect(scene.notes.hasPrefix("script:1:26: bad_value\n"))
    }

    @Test func aNameThatRunsTheOtherWayStaysInItsCell() throws {
        let stage = try Stage.small()
        stage.run("add song:S7 label \"back\u{202E}wards\"")
        #expect(stage.run("find \"back\"").output.contains("back\u{FFFD}wards"))
    }

    @Test func labelsCannotSteerTheTerminal() throws {
        let stage = try Stage.withExamples()
        stage.run("train popularity\nadd song S0976 label \"Easy \\u{1B}[2JLover\"")
        #expect(!stage.run("explain user 42 song S0976").output.contains("\u{1B}[2J"))
        #expect(!stage.run("describe song S0976").output.contains("\u{1B}[2J"))
    }
}
