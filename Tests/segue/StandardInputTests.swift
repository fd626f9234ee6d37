import Foundation
import Testing

/// Statements that come through a pipe, one after the other.
@Suite struct StandardInputTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    /// A process that reads its statements from a pipe with a name.
    private func started(_ options: String...) throws -> (pipe: NamedPipe, run: Run) {
        try NamedPipe.opened(at: shell.path("statements")) {
            try shell.start(
                "/bin/sh", ["-c", #"exec "$segue" "$@" < statements"#, "sh", "db"] + options,
                environment: ["segue": Shell.program])
        }
    }

    @Test func eachStatementIsAnsweredBeforeTheNextComes() throws {
        let (pipe, run) = try started("-o", "jsonl")
        pipe.write("add song:a label \"A\";\n")
        #expect(waits(20) { run.errors.contains("added 1 node") })
        pipe.write("find \"A\"\n")
        #expect(waits(20) { run.output.contains("song:a") })
        #expect(!run.child.hasEnded)
        pipe.close()
        #expect(run.result().ending == .exit(0))
    }

    @Test func aStatementOfManyLinesIsRunOnceItIsWhole() throws {
        let (pipe, run) = try started()
        pipe.write("add song:a label \"one\n")
        #expect(!waits(0.3) { run.child.hasEnded || !run.errors.isEmpty })
        pipe.write("two\"\nadd song:b\n\n")
        #expect(waits(20) { run.errors.components(separatedBy: "added 1 node").count == 3 })
        pipe.close()
        #expect(run.result().ending == .exit(0))
    }

    @Test func placesAreThoseOfTheWholeInput() throws {
        let (pipe, run) = try started("--keep-going", "--errors", "json")
        pipe.write("add song:a\n\n")
        #expect(waits(20) { run.errors.contains("added") })
        pipe.write("# a remark\nbogus\n")
        #expect(waits(20) { run.errors.contains(#""line":4"#) })
        pipe.write("find \"a")
        pipe.close()
        let ended = run.result()
        #expect(ended.ending == .exit(1) && ended.errors.contains(#""line":5"#), "\(ended.errors)")
    }

    @Test func whatFollowsAQuitIsNotRead() throws {
        let (pipe, run) = try started()
        pipe.write("quit\nadd song:a\n")
        #expect(run.result().ending == .exit(0) && run.errors.isEmpty)
        pipe.close()
    }

    @Test func whatStandsBeforeAnOpenStatementIsRunAtOnce() throws {
        let (pipe, run) = try started()
        pipe.write("add song:a\nadd song:b label \"one\n")
        #expect(waits(20) { run.errors.contains("added 1 node") })
        pipe.write("two\"\n")
        pipe.close()
        #expect(run.result().ending == .exit(0))
    }

    /// What a change on one line takes away must not hang on how fast the next line comes.
    @Test func aChangeWaitsForWhatGoesOnWithIt() throws {
        let (pipe, run) = try started("-o", "csv")
        pipe.write("add user 42 played song:a\n\nadd user 42 played song:b;\n")
        #expect(waits(20) { run.errors.components(separatedBy: "added 1 edge").count == 3 })
        pipe.write("remove user 42\n")
        #expect(!waits(0.5) { run.errors.contains("removed") })
        pipe.write("  played song:a\n")
        #expect(!waits(0.5) { run.errors.contains("removed") })
        pipe.write("neighbours user 42\n")
        #expect(waits(20) { run.output.contains("song:b") })
        #expect(run.errors.contains("removed 1 edge") && !run.output.contains("song:a"))
        // The next statement ends it, and so does the end of the input.
        pipe.write("add song:c\nremove user 42\n")
        #expect(waits(20) { run.errors.contains("added 1 node") } && !waits(0.3) { run.errors.contains("user 42") })
        pipe.close()
        let ended = run.result()
        #expect(ended.ending == .exit(0) && ended.errors.hasSuffix("removed user 42 and 1 edge\n"), "\(ended.errors)")
    }

    @Test func aQuestionOverLinesThatComeTogetherIsOne() throws {
        let script = """
            add song:a; add song:b; add song:c
            match (s:song)
            where s.key != "a"
            return s.key
            order by s.key desc
            limit 1
            schema
            """
        let result = try shell.run("db", "-o", "csv", input: script)
        #expect(result.ending == .exit(0) && result.output.hasPrefix("s.key\r\nc\r\nfrom,"), "\(result)")
    }

    @Test func anInterruptWhileItWaitsRunsNothingHalf() throws {
        let (pipe, run) = try started()
        pipe.write("add song:a;\nadd song:b")
        #expect(waits(20) { run.errors.contains("added 1 node") })
        run.child.signal(SIGINT)
        let ended = run.result()
        #expect(ended.ending == .exit(130), "\(ended)")
        #expect(!ended.errors.contains("song:b") && ended.errors.components(separatedBy: "added").count == 2)
        pipe.close()
    }
}
