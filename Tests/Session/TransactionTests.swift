import Foundation
import Testing

/// `begin … commit|rollback`, `alias` and `source`.
@Suite struct TransactionTests {
    @Test func whatIsWrittenSinceBeginIsKeptAsAWhole() throws {
        let stage = try Stage.small()
        stage.run("begin\nadd song:S8 label \"Eight\"\nadd user 42 played song S8")
        #expect(try stage.store.reader().nodes(labelled: "Eight").isEmpty)
        #expect(stage.run("neighbours \"Eight\"").output.contains("42"))
        #expect(stage.run("commit").notes == "committed\n")
        #expect(try stage.store.reader().nodes(labelled: "Eight").count == 1)
        #expect(stage.session.end() == .done)
    }

    @Test func rollbackForgetsIt() throws {
        let stage = try Stage.small()
        let before = stage.run("stats").output
        let file = try stage.folder.write("9\tS1\t2\n", to: "more.tsv")
        let scene = stage.run(
            "begin; remove song S1; import \"\(file)\" as plays; alias me = user 9; find \"s\"; rollback")
        #expect(scene.outcome == .done && scene.notes.contains("rolled back"))
        #expect(stage.run("stats").output == before)
        #expect(stage.run("describe @me").outcome == .failed)
    }

    @Test func anErrorInAScriptRollsBackAndWritesAreRefusedUntilTheEnd() throws {
        let stage = try Stage.small()
        let before = stage.run("stats").output
        let scene = stage.run(
            "begin\nadd song:S8\ndescribe \"nothing\"\nadd song:S9\nstats\ncommit\nadd song:S10", keepsGoing: true)
        #expect(scene.outcome == .failed)
        #expect(scene.notes.contains("the transaction is rolled back: nothing since `begin` is kept"))
        #expect(scene.notes.contains("nothing is written before `rollback` or `commit` ends it"))
        #expect(scene.output == before)
        #expect(stage.run("describe song S8").outcome == .failed && stage.run("describe song S9").outcome == .failed)
        #expect(stage.run("describe song S10").outcome == .done)
    }

    @Test func aSyntaxErrorInAScriptRollsBackToo() throws {
        let stage = try Stage.small()
        let before = stage.run("stats").output
        // A script is read whole first; a part of a stream, statement by statement.
        #expect(stage.run("begin\nadd song:S8\nnonsense here").notes.hasSuffix("none of the statements were run\n"))
        #expect(!stage.session.isInTransaction)
        stage.run("begin\nadd song:S8")
        #expect(stage.run("add song:S9\nnonsense here").notes.contains("rolled back"))
        #expect(stage.session.end() == .done && stage.run("rollback; stats").output == before)
        let stream = stage.run("begin\nadd song:S8\nnonsense here", isWhole: false)
        #expect(stream.notes.contains("added 1 node") && stream.notes.contains("rolled back"))
    }

    @Test func atThePromptAFailedQuestionLeavesTheTransactionOpen() throws {
        let stage = try Stage.small()
        stage.run("begin\nadd song:S8 label \"Eight\"", named: nil)
        #expect(stage.run("describe \"nothing\"", named: nil).outcome == .failed)
        #expect(stage.run("nonsense", named: nil).outcome == .failed)
        #expect(stage.run("commit", named: nil).outcome == .done)
        #expect(stage.run("describe \"Eight\"").outcome == .done)
        stage.run("begin\nadd song:S9", named: nil)
        #expect(stage.run("remove \"nothing\"", named: nil).notes.contains("rolled back"))
        #expect(stage.run("commit", named: nil).outcome == .failed)
    }

    @Test func atThePromptWhatWritesNothingMayFail() throws {
        let stage = try Stage.small()
        stage.run("begin\nadd song:S8 label \"Eight\"", named: nil)
        for statement in ["begin", "backup \"x\"", "export \"/no/such/folder/x.tsv\"", "export \"x.xyz\""] {
            #expect(stage.run(statement, named: nil).outcome == .failed, "\(statement)")
        }
        #expect(stage.run("commit", named: nil).notes == "committed\n")
    }

    @Test func theEndOfInputWithinATransactionRollsBack() throws {
        let stage = try Stage.small()
        stage.run("begin\nadd song:S8")
        #expect(stage.session.end() == .failed)
        #expect(stage.run("").notes.contains("the input ended within a transaction"))
        #expect(stage.run("describe song S8").outcome == .failed)
    }

    @Test(arguments: ["commit", "rollback", "begin; begin", "begin; train popularity", "begin; backup \"x\""])
    func whatHasNoPlaceHereIsAnError(script: String) throws {
        let scene = try Stage.small().run(script)
        #expect(scene.outcome == .failed && scene.notes.contains("bad_value"))
    }

    @Test func aNodeOfAnUndoneWriteIsNoRowAnyMore() throws {
        let stage = try Stage.small()
        stage.run("begin; add song:S8 label \"Eight\"; find \"eight\"; rollback")
        #expect(stage.run("describe @1").notes.contains("@1 is no row"))
    }

    @Test func anAliasIsKeptInTheDatabase() throws {
        let stage = try Stage.small()
        #expect(stage.run("alias me = user 42\nneighbours @me").output.contains("Sussudio"))
        let next = try Stage(in: stage.folder)
        #expect(next.run("neighbours @me").output.contains("Sussudio"))
        #expect(next.run("alias me = user 7\nneighbours @me").output.contains("Easy Lover"))
        #expect(next.run("alias you = \"One More Night\"").notes.contains("ambiguous"))
    }

    @Test func aScriptCallsAnother() throws {
        let stage = try Stage.small()
        let inner = try stage.folder.write("let $x = \"Sussudio\"\nfind $x\nfind \"suss\"\n", to: "inner.segue")
        let scene = stage.run("source \"\(inner)\"\nfind \"easy\"", keepsGoing: true)
        #expect(scene.outcome == .failed)
        #expect(scene.notes.contains("\(inner):2:6: syntax"))
        #expect(scene.output.contains("Sussudio") && scene.output.contains("Easy Lover"))
        #expect(stage.run("source \"\(inner)\"\nfind \"easy\"").output.isEmpty)
    }

    @Test func aScriptThatCannotBeReadOrCallsItselfIsAnError() throws {
        let stage = try Stage.small()
        let path = stage.folder.path + "/loop.segue"
        _ = try stage.folder.write("source \"\(path)\"", to: "loop.segue")
        #expect(stage.run("source \"\(path)\"").notes.contains("more than 16 deep"))
        #expect(stage.run("source \"/no/such\"").notes.contains("/no/such cannot be read"))
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
        #expect(stage.run("source \"\(path)\"").notes.contains("is not UTF-8"))
    }

    @Test func quitInAScriptThatWasCalledLeavesForGood() throws {
        let stage = try Stage.small()
        let inner = try stage.folder.write("quit", to: "inner.segue")
        let scene = stage.run("source \"\(inner)\"\nstats")
        #expect(scene.outcome == .quit && scene.output.isEmpty)
    }

    @Test func aBackupIsADatabase() throws {
        let stage = try Stage.small()
        let path = stage.folder.path + "/copy"
        #expect(stage.run("backup \"\(path)\"").notes.contains("copied to \(path)"))
        #expect(stage.run("backup \"\(path)\"").notes.contains("there is something at \(path) already"))
        stage.run("train popularity with holdout = none\nbackup \"\(path)2\"")
        #expect(FileManager.default.fileExists(atPath: path + "2/models/popularity.model"))
        #expect(stage.run("check").notes == "the database is sound\n")
    }
}
