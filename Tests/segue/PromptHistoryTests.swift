import Foundation
import Testing

/// What a person typed before, at the prompt of the real program.
@Suite(.serialized) struct PromptHistoryTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        try shell.run("db", "-c", #"add song:a label "One More Night""#, "-c", #"add song:b label "Sussudio""#)
    }

    private func session() throws -> PromptSession { try PromptSession.started(shell) }

    private var kept: String { get throws { try String(contentsOfFile: shell.path("history"), encoding: .utf8) } }

    @Test func historyIsPrivateAndWrittenAtOnce() throws {
        let first = try session()
        try first.enter(#"describe "Sussudio""#, shows: "song:b")
        #expect(try kept == "describe \"Sussudio\"\n")
        let facts = try FileManager.default.attributesOfItem(atPath: shell.path("history"))
        #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        first.child.kill()

        let second = try session()
        second.type(Key.up)
        try second.expect(#"describe "Sussudio""#)
        second.type("\n")
        try second.expect("song:b")
        try second.expect("segue> ")
        second.leave()
    }

    @Test func aStatementOfSeveralLinesIsOneEntryWithItsLines() throws {
        let first = try session()
        first.type("match (a:song) -- songs\n")
        try first.expect("   ..> ")
        first.type("return a.label\n")
        try first.expect("Sussudio")
        try first.expect("segue> ")
        #expect(try kept == "match (a:song) -- songs\n\treturn a.label\n")
        first.leave()

        let second = try session()
        second.type(Key.up + "\n")
        try second.expect("Sussudio")
        try second.expect("segue> ")
        #expect(try kept == "match (a:song) -- songs\n\treturn a.label\n")
        second.leave()
    }

    @Test func theSameStatementTwiceInARowIsKeptOnce() throws {
        for _ in 0..<2 {
            let session = try session()
            for _ in 0..<2 { try session.enter("stats", shows: "nodes  song      2") }
            session.leave()
        }
        #expect(try kept == "stats\n")
    }

    @Test func aHistoryThatCannotBeKeptIsSaidOnce() throws {
        let session = try PromptSession(shell, ["db", "--history", "db/data.mdb/history", "--color", "never"])
        try session.expect("segue: the history cannot be kept in db/data.mdb/history: Not a directory")
        try session.expect("segue> ")
        for _ in 0..<2 { try session.enter("stats", shows: "nodes  song      2") }
        #expect(!session.rest.contains("history"))
        session.leave()
    }

    @Test func aHintIsShownOnceEver() throws {
        let empty = try PromptSession(shell, ["new", "--history", "first/history", "--color", "never"])
        try empty.expect("this database is empty")
        try empty.expect("only once")
        try empty.expect("segue> ")
        empty.leave()
        try FileManager.default.removeItem(atPath: shell.path("first"))
        let full = try PromptSession(shell, ["db", "--history", "first/history", "--color", "never"])
        try full.expect("find \"the start of a title\"")
        try full.expect("segue> ")
        full.leave()
        for history in ["first/history", "none"] {
            let again = try PromptSession(shell, ["db", "--history", history, "--color", "never"])
            try again.expect("Ctrl-D leaves\r\n")
            try again.expect("segue> ")
            again.leave()
            #expect(!again.all.contains("only once"))
        }
    }
}
