import Foundation
import Testing

/// The statements that the prompt of the real program starts with.
@Suite(.serialized) struct PromptStartUpTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        try shell.run("db", "-c", #"add song:a label "Sussudio""#)
    }

    private func startUp(_ statements: String) throws {
        let folder = shell.path(".config/segue")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try statements.write(toFile: folder + "/init.segue", atomically: true, encoding: .utf8)
    }

    @Test func theyRunBeforeThePrompt() throws {
        try startUp("set format jsonl; let $x = \"Sussudio\"\n")
        let session = try PromptSession.started(shell)
        session.type("describe $x\n")
        try session.expect("\"id\":\"song:a\"")
        session.leave()
    }

    @Test func anErrorIsShownWithItsPlaceAndThePromptGoesOn() throws {
        try startUp("set format csv\nbogus\nset rows 7\n")
        let session = try PromptSession(shell, ["db", "--history", "none", "--color", "never"])
        try session.expect("init.segue:2:1")
        try session.expect("segue> ")
        try session.enter("set", shows: "rows,7")
        session.leave()
    }

    @Test func quitLeaves() throws {
        try startUp("stats\nquit\n")
        let session = try PromptSession(shell, ["db", "--history", "none", "--color", "never"])
        #expect(session.end() == .exit(0) && session.echoes && session.all.contains("song"))
    }

    @Test func theyAreOfThePromptAlone() throws {
        try startUp("bogus\n")
        let session = try PromptSession.started(shell, ["--no-init"])
        session.leave()
        #expect(!session.all.contains("bogus"))
        #expect(try shell.run("db", "-c", "stats").errors.isEmpty)
        #expect(try shell.run("db", input: "stats\n").errors.isEmpty)
    }
}
