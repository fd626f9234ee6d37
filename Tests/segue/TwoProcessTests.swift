import Foundation
import Graph
import Testing
import TripleStore

/// Processes that use one database at a time, and what Ctrl-C does to one.
@Suite(.serialized) struct TwoProcessTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        signal(SIGPIPE, SIG_IGN)
        try shell.run("db", "-c", "add song:before")
    }

    /// A process inside an import, which goes on as the pipe is written.
    private func importing() throws -> (pipe: NamedPipe, run: Run) {
        try NamedPipe.opened(at: shell.path("plays")) { try shell.start(["db", "-c", #"import "plays" as plays"#]) }
    }

    private static let before = "kind,name,count,least,median,most\r\nnodes,song,1,0,0,0\r\n"

    private func songs(_ options: String...) throws -> String {
        try shell.start(["db", "-o", "csv"] + options + ["-c", "stats"]).result(within: 20).output
    }

    @Test func aReaderSeesTheOldStateAndAWriterWaits() throws {
        let (pipe, first) = try importing()
        pipe.write("u1 s1 1\n")
        #expect(try songs() == Self.before)
        #expect(try songs("--read-only") == Self.before)
        let second = try shell.start(["db", "-c", "add song:after"])
        #expect(!waits(0.4) { second.child.hasEnded }, "a second writer waits for the first")
        #expect(second.errors.contains("process \(first.child.pid) is writing to this database; waiting"))
        pipe.write("u1 s2 3\n")
        pipe.close()
        #expect(first.result().ending == .exit(0) && second.result().ending == .exit(0))
        #expect(try songs().contains("nodes,song,4,0,1,1\r\nnodes,user,1,2,2,2\r\nedges,played,2,1,3,3\r\n"))
    }

    @Test func aWriterLearnsWhoHoldsItUpAndGoesOnWhenThatIsKilled() throws {
        let (pipe, run) = try importing()
        pipe.write("u1 s1 1\n")
        let store = try TripleStore(folder: shell.path("db"))
        var told: [Int32] = []
        try store.write(waiting: { process in
            told.append(process)
            run.child.kill()
        }) { writer in
            _ = try writer.type(named: "after")
        }
        #expect(told == [run.child.pid])
        #expect(try store.reader().vocabulary.types.map(\.name) == ["song", "after"])
    }

    @Test func anInterruptEndsTheWaitForAWriter() throws {
        let store = try TripleStore(folder: shell.path("db"))
        let writer = try store.begin()
        let run = try shell.start(["db", "-c", "add song:after"])
        #expect(!waits(0.4) { run.child.hasEnded })
        run.child.signal(SIGINT)
        #expect(run.result(within: 20).ending == .exit(130))
        writer.abort()
    }

    /// What a killed reader saw is written over: else every commit would take new pages.
    @Test func aKilledReaderHoldsNoPages() throws {
        _ = try shell.folder.write(PlaysFile(rows: 3_000, users: 100, songs: 200, seed: 5).rows, to: "small.tsv")
        try shell.run("db", "-c", #"import "small.tsv" as plays"#)
        let store = try TripleStore(folder: shell.path("db"))
        let statement = "train ncf with epochs = 100000, patience = 100000, threads = 1 as m"
        let run = try shell.start(["db", "-c", statement])
        #expect(!waits(1.5) { run.child.hasEnded })
        func growth() throws -> Int {
            let before = try store.pages()
            for number in 0..<60 { try store.write { try $0.setAlias("me", to: NodeID(number)) } }
            return try store.pages() - before
        }
        #expect(try growth() > 60, "a reader that lives keeps its pages")
        run.child.kill()
        #expect(try growth() < 60)
    }

    @Test func anInterruptedImportChangesNothing() throws {
        let (pipe, run) = try importing()
        pipe.write(PlaysFile(rows: 70_000, users: 50, songs: 50, seed: 1).rows)
        run.child.signal(SIGINT)
        usleep(50_000)
        pipe.write(PlaysFile(rows: 70_000, users: 50, songs: 50, seed: 2).rows)
        pipe.close()
        let result = run.result(within: 20)
        #expect(result.ending == .exit(130) && result.output.isEmpty)
        #expect(result.errors.contains("interrupted"))
        #expect(try songs() == Self.before)
    }

    /// A pattern that tries every way to take the letters apart: more of them than there is time for.
    @Test func anInterruptEndsARegularExpressionWithoutEnd() throws {
        try shell.run("db", "-c", "add song:long label \"\(String(repeating: "a", count: 60))!\"")
        let run = try shell.start(["db", "-c", #"match (s:song) where s.label ~ "^(a+)+$" return s"#])
        #expect(!waits(1) { run.child.hasEnded })
        run.child.signal(SIGINT)
        #expect(run.result(within: 20).ending == .exit(130))
    }

    @Test func anInterruptEndsAScriptOfShortStatements() throws {
        let script = (0..<200_000).map { "add song:n\($0)\n" }.joined()
        let run = try shell.start(["db", "--keep-going"], input: script)
        #expect(waits(20) { run.errors.contains("added 1 node") })
        run.child.signal(SIGINT)
        #expect(run.result(within: 20).ending == .exit(130))
    }

    @Test func anInterruptEndsTheWaitForAScript() throws {
        guard mkfifo(shell.path("script"), 0o600) == 0 else { throw Child.Failure(code: errno) }
        let run = try shell.start(
            "/bin/sh", ["-c", #"exec 3<>script; exec "$segue" db <&3"#], environment: ["segue": Shell.program])
        #expect(!waits(1) { run.child.hasEnded })
        run.child.signal(SIGINT)
        let result = run.result(within: 20)
        #expect(result.ending == .exit(130) && result.errors.isEmpty)
    }

    /// `held` has somebody who might write into the pipe yet; otherwise there is nobody.
    @Test(arguments: [true, false]) func anInterruptEndsTheWaitForASourcedPipe(held: Bool) throws {
        guard mkfifo(shell.path("script"), 0o600) == 0 else { throw Child.Failure(code: errno) }
        let line = (held ? "exec 3<>script; " : "") + #"exec "$segue" db -c 'source "script"'"#
        let run = try shell.start("/bin/sh", ["-c", line], environment: ["segue": Shell.program])
        #expect(!waits(1) { run.child.hasEnded })
        run.child.signal(SIGINT)
        #expect(run.result(within: 20).ending == .exit(130))
    }

    @Test func aSourcedPipeIsReadToItsEnd() throws {
        let (pipe, run) = try NamedPipe.opened(at: shell.path("script")) {
            try shell.start(["db", "-c", #"source "script""#, "-o", "csv", "-c", "stats"])
        }
        pipe.write("add song:one\n")
        pipe.write("add song:two\n")
        pipe.close()
        let result = run.result()
        #expect(result.ending == .exit(0) && result.output.contains("nodes,song,3,"), "\(result)")
    }

    @Test func interruptedTrainingKeepsTheBestSoFar() throws {
        _ = try shell.folder.write(PlaysFile(rows: 3_000, users: 100, songs: 200, seed: 5).rows, to: "small.tsv")
        try shell.run("db", "-c", #"import "small.tsv" as plays"#)
        let statement = "train ncf with epochs = 100000, patience = 100000, threads = 1 as m"
        let run = try shell.start(["db", "-c", statement])
        #expect(!waits(1.5) { run.child.hasEnded })
        run.child.signal(SIGINT)
        let result = run.result(within: 30)
        #expect(result.ending == .exit(0), "\(result)")
        #expect(result.errors.contains("interrupted: the best so far is kept"))
        #expect(try shell.run("db", "-c", "recommend user u1 top 3 model m").ending == .exit(0))
    }
}
