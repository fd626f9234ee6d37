import Synchronization
import Testing

/// `undo` at the prompt, outside a conversation, and what a person is asked before edges go.
@Suite struct UndoTests {
    private final class Person: Sendable {
        let questions = Mutex<[String]>([])
        let answer = Mutex(false)

        func confirm(_ question: String) -> Bool {
            questions.withLock { $0.append(question) }
            return answer.withLock { $0 }
        }
    }

    @Test func theLastChangeIsTakenBackOnce() throws {
        let stage = try Stage.small()
        let before = stage.run("match (a)-[e]->(b) return a, e, b format csv; describe user 42 format csv").output
        #expect(stage.run("remove user 42", named: nil).notes == "removed user 42 and 2 edges\n")
        #expect(stage.run("undo", named: nil).notes == "the last change is taken back\n")
        #expect(stage.run("match (a)-[e]->(b) return a, e, b format csv; describe user 42 format csv").output == before)
        let again = stage.run("undo", named: nil)
        #expect(again.outcome == .failed && again.notes.contains("there is no change that `undo` could take back"))
        #expect(stage.run("check").notes.contains("sound"))
    }

    @Test func aTransactionIsOneChange() throws {
        let stage = try Stage.small()
        stage.run("begin", named: nil)
        stage.run("add song:S8", named: nil)
        #expect(stage.run("undo", named: nil).notes.contains("cannot run within a transaction"))
        stage.run("add song:S9", named: nil)
        stage.run("commit", named: nil)
        // What changes nothing leaves the last change to be taken back.
        stage.run("add song:S8", named: nil)
        #expect(stage.run("undo", named: nil).outcome == .done)
        #expect(stage.run("describe song:S8").outcome == .failed && stage.run("describe song:S9").outcome == .failed)
    }

    @Test func anImportIsTakenBackToo() throws {
        let stage = try Stage()
        let before = stage.run("stats format csv").output
        stage.run(Stage.importing.split(separator: "\n")[0].description, named: nil)
        #expect(stage.run("stats format csv").output != before)
        #expect(stage.run("undo", named: nil).outcome == .done)
        #expect(stage.run("stats format csv").output == before && stage.run("check").notes.contains("sound"))
    }

    @Test func whatWasListedAndTakenBackIsNoRow() throws {
        let stage = try Stage.small()
        stage.run("add song:S8 label \"Eight\"; find \"Eight\"", named: nil)
        #expect(stage.run("undo", named: nil).outcome == .done)
        #expect(stage.run("describe @1", named: nil).notes.contains("has been removed"))
    }

    @Test func anotherWriterSinceKeepsIt() throws {
        let stage = try Stage.small()
        stage.run("remove user 42", named: nil)
        try Stage(in: stage.folder).run("add song:S8")
        let scene = stage.run("undo", named: nil)
        #expect(scene.outcome == .failed && scene.notes.contains("another process has changed the database since"))
        #expect(stage.run("describe song:S8").outcome == .done && stage.run("describe user 42").outcome == .failed)
    }

    @Test func aScriptHasNoneOfIt() throws {
        let stage = try Stage.small()
        let scene = stage.run("remove user 42\nundo")
        #expect(scene.outcome == .failed && scene.notes.contains("in a script `begin` and `rollback` do"))
        // Nor does the prompt take back what a script changed after the prompt's own change.
        stage.run("add song:S8", named: nil)
        stage.run("add song:S9")
        #expect(stage.run("undo", named: nil).outcome == .failed)
    }

    @Test func moreThanOneEdgeIsAskedForAtThePrompt() throws {
        let person = Person()
        let stage = try Stage(confirm: person.confirm)
        stage.run("add user 42 played song:a; add user 42 played song:b; add user 7 played song:a")
        #expect(stage.run("remove user 42", named: nil).notes == "nothing is removed\n")
        #expect(stage.run("remove user 42 played *", named: nil).notes == "nothing is removed\n")
        #expect(
            person.questions.withLock { $0 } == [
                "remove user 42 and its 2 edges?", "remove 2 edges of user 42?",
            ])
        // One edge goes without a question, and so does everything in a script.
        #expect(stage.run("remove user 7 played *", named: nil).notes == "removed 1 edge\n")
        #expect(stage.run("remove user 7", named: nil).outcome == .done)
        person.answer.withLock { $0 = true }
        #expect(stage.run("remove user 42 played *", named: nil).notes == "removed 2 edges\n")
        person.answer.withLock { $0 = false }
        stage.run("undo", named: nil)
        #expect(stage.run("remove user 42").notes == "removed user 42 and 2 edges\n")
        #expect(person.questions.withLock { $0.count } == 3)
    }
}
