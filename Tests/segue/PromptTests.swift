import Foundation
import Testing

/// A person at the prompt of the real program, at a terminal.
@Suite(.serialized) struct PromptTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        try shell.run("db", "-c", #"add song:a label "One More Night""#, "-c", #"add song:b label "Sussudio""#)
    }

    private func session() throws -> PromptSession { try PromptSession.started(shell) }

    private func leave(_ session: PromptSession) { session.leave() }

    @Test func statementsAreAnswered() throws {
        let session = try session()
        try session.enter("stats", shows: "nodes  song      2")
        try session.enter("bogus", shows: "no statement starts with `bogus`")
        try session.enter("describe song:a", shows: "One More Night")
        leave(session)
    }

    @Test func anInterruptClearsTheLineAtOnce() throws {
        let session = try session()
        session.type("descr")
        try session.expect("descr")
        session.type(Key.interrupt)
        try session.expect("segue> ")
        try session.enter("stats", shows: "nodes  song      2")
        leave(session)
    }

    @Test func anOpenQuoteAsksForMore() throws {
        let session = try session()
        session.type("describe \"Sus\n")
        try session.expect("  ..\"> ")
        session.type(Key.interrupt)
        try session.expect("segue> ")
        session.type("neighbours song:a \\\n")
        try session.expect("   ..> ")
        session.type("hops 2\n")
        try session.expect("segue> ")
        leave(session)
    }

    /// Without bracketed paste the lines come one by one: what was pasted behind a change may go on with it.
    @Test func linesThatArePastedGoOnWithAStatement() throws {
        try shell.run("db", "-c", "add user 42 played song:a; add user 42 played song:b")
        let session = try session()
        session.type("remove user 42\n  played song:a\n")
        try session.expect("removed 1 edge")
        try session.expect("segue> ")
        session.type("match (s:song)\nreturn s.key\norder by s.key desc\nlimit 1\nschema\n")
        try session.expect("b")
        try session.expect("from")
        try session.expect("segue> ")
        leave(session)
    }

    @Test func aRemovalOfMoreEdgesIsAskedForAndTakenBack() throws {
        try shell.run("db", "-c", "add user 42 played song:a; add user 42 played song:b")
        let session = try session()
        session.type("remove user 42\n")
        try session.expect("remove user 42 and its 2 edges? [y/N] ")
        session.type("n\n")
        try session.expect("nothing is removed")
        try session.expect("segue> ")
        session.type("remove user 42\n")
        try session.expect("[y/N] ")
        session.type("y\n")
        try session.expect("removed user 42 and 2 edges")
        try session.expect("segue> ")
        try session.enter("undo", shows: "the last change is taken back")
        try session.enter("stats", shows: "edges  played      2")
        leave(session)
    }

    /// A new database is made by its first change, not by its prompt.
    @Test func aPromptAloneMakesNoDatabase() throws {
        let session = try PromptSession(shell, ["new", "--history", "history", "--color", "never"])
        try session.expect("Ctrl-D leaves")
        try session.expect("segue> ")
        try session.enter("stats", shows: "there is no database new")
        #expect(!FileManager.default.fileExists(atPath: shell.path("new")))
        try session.enter("add song:a", shows: "added 1 node")
        #expect(FileManager.default.fileExists(atPath: shell.path("new/data.mdb")))
        try session.enter("stats", shows: "song      1")
        leave(session)
    }

    @Test func tabCompletesVerbsAndTitles() throws {
        let session = try session()
        session.type("nei" + Key.tab)
        try session.expect("neighbours ")
        session.type(Key.erase + "descr" + Key.tab + "\"Suss" + Key.tab)
        try session.expect(#"describe "Sussudio""#)
        session.type("\n")
        try session.expect("song:b")
        try session.expect("segue> ")
        leave(session)
    }

    /// Whom a session talks with stands in the prompt; what was said and not kept is told on leaving, and is a failure.
    @Test func thePromptNamesTheListenerOfASession() throws {
        try shell.run(
            "db", "-c", "add user:42 played song:a; add user:42 played song:b; train popularity with holdout = none")
        let session = try session()
        session.type("session start user 42\n")
        try session.expect("segue[user 42]> ")
        session.type("begin\n")
        try session.expect("segue[user 42]*> ")
        session.type("rollback\nlike song:a\n")
        try session.expect("liked \"One More Night\"")
        try session.expect("segue[user 42]> ")
        session.type("quit\n")
        try session.expect("1 answer of this session is not kept")
        try session.expect("segue[user 42]> ")
        session.type(Key.endOfInput)
        try session.expect("1 answer was not kept")
        #expect(session.end() == .exit(1) && session.echoes)
    }

    @Test(arguments: ["quit", "exit", ".quit", "\\q"])
    func aPersonLeavesByWord(word: String) throws {
        let session = try session()
        session.type(word + "\n")
        #expect(session.end() == .exit(0) && session.echoes)
    }

    @Test func thePromptSaysThatNothingCanBeWritten() throws {
        try shell.run("db", "-c", "add user:42 played song:a; train popularity with holdout = none")
        let session = try PromptSession.started(shell, ["--read-only"], prompt: "segue[read-only]> ")
        session.type("session start user 42\n")
        try session.expect("segue[user 42, read-only]> ")
        session.type("match (a)\n")
        try session.expect("                      ..> ")
        session.type(Key.interrupt)
        try session.expect("segue[user 42, read-only]> ")
        session.leave()
    }

    @Test func anInterruptClearsAllLinesOfAStatement() throws {
        let session = try session()
        session.type("match (a:song)\n")
        try session.expect("   ..> ")
        session.type("where (a.label = \"x\"\n")
        try session.expect("  ..(> ")
        session.type(Key.interrupt)
        try session.expect("segue> ")
        try session.enter("stats", shows: "nodes  song      2")
        leave(session)
    }

    @Test func aWindowThatIsMadeNarrowerHasNarrowerTables() throws {
        try shell.run("db", "-c", "add song:c label \"\(String(repeating: "Long ", count: 20))\"")
        let session = try session()
        try session.enter("find \"long\"", shows: "Long Long Long Long Long")
        session.resize(columns: 30)
        session.type("find \"long\"\n")
        try session.expect("Long Lon…")
        try session.expect("segue> ")
        leave(session)
    }

    @Test func wideLettersAreEditedAsTheyStand() throws {
        try shell.run("db", "-c", "add song:w label \"桜 café 🎵\"")
        let session = try session()
        session.type("describe \"桜桜" + Key.backspace + Key.tab)
        try session.expect(" café 🎵\"")
        session.type("\n")
        try session.expect("song:w")
        try session.expect("segue> ")
        leave(session)
    }

    @Test func anInterruptStopsWhatIsBeingShown() throws {
        let rows = (0..<300).map { "\tsong:k\($0)\tTitle \($0)\n" }.joined()
        _ = try shell.folder.write(rows, to: "many.tsv")
        let session = try session()
        try session.enter("import \"many.tsv\" as triples", shows: "imported 300 rows")
        session.type("match (a:song), (b:song) return a, b format jsonl\n")
        try session.expect("\"Title 1\"")
        session.type(Key.interrupt)
        try session.expect("interrupted")
        try session.expect("segue> ")
        #expect(session.all.utf8.count < 5_000_000)
        leave(session)
    }

    @Test func anInterruptClearsALineOfSeveralRows() throws {
        let session = try session()
        session.type("match (a:song)\n")
        try session.expect("   ..> ")
        try session.enter("return a.label", shows: "Sussudio")
        session.type(Key.up)
        try session.expect("return a.label")
        session.type(Key.interrupt)
        try session.expect("^C\r\n")
        try session.expect("segue> ")
        leave(session)
    }

    @Test func aTerminatedPromptLeavesTheTerminalRight() throws {
        let session = try session()
        session.type("descr")
        try session.expect("descr")
        #expect(!session.echoes)
        session.child.signal(SIGTERM)
        #expect(session.end() == .signal(SIGTERM) && session.echoes)
    }

    @Test func anInterruptedStatementComesBackToThePrompt() throws {
        _ = try shell.folder.write(PlaysFile(rows: 3_000, users: 100, songs: 200, seed: 5).rows, to: "small.tsv")
        let session = try session()
        try session.enter(#"import "small.tsv" as plays"#, shows: "imported 3,000 rows")
        session.type("train ncf with epochs = 100000, patience = 100000 as m\n")
        try session.expect("of 100000")
        try session.expect("loss")
        session.type(Key.interrupt)
        try session.expect("interrupted: the best so far is kept")
        try session.expect("segue> ")
        try session.enter("stats", shows: "played")
        leave(session)
    }
}
