#if Spark
    import Foundation
    import TestSupport
    import Testing

    /// The program on a graph in Spark, beside the same on a database: `SEGUE_SPARK` names the server.
    @Suite(
        .enabled(
            if: ProcessInfo.processInfo.environment["SEGUE_SPARK"] != nil, "SEGUE_SPARK names no server"), .serialized)
    struct SparkProgramTests {
        private let shell: Shell
        private let place: String

        init() throws {
            shell = try Shell()
            let server = ProcessInfo.processInfo.environment["SEGUE_SPARK"] ?? ""
            place = "\(server)/segue_program_" + String(UInt64.random(in: 0 ... .max), radix: 36)
            let data = Project.folder + "/Examples/data"
            let imported = try shell.run(
                "db", "-c", "import \"\(data)/songs.csv\" as songs with tags = \"genre\"", "-c",
                "import \"\(data)/graph.tsv\" as triples", "-c", "import \"\(data)/plays.tsv\" as plays")
            #expect(imported.ending == .exit(0))
        }

        private func onSpark(_ body: () throws -> Void) throws {
            let exported = try shell.start(["db", "-c", "export \"\(place)\""]).result(within: 300)
            #expect(exported.ending == .exit(0), "\(exported.errors)")
            #expect(exported.errors.hasPrefix("exported 3,739 nodes and 35,696 edges to sc://"), "\(exported.errors)")
            try body()
        }

        private func ask(_ arguments: String..., input: String = "") throws -> Shell.Result {
            try shell.start(arguments, input: input).result(within: 600)
        }

        @Test func oneScriptSaysTheSameOfBoth() throws {
            let script = Project.folder + "/Examples/spark.segue"
            try onSpark {
                for format in ["table", "json", "csv"] {
                    let here = try ask("db", "-o", format, "-f", script)
                    let there = try ask(place, "-o", format, "-f", script)
                    #expect(here.ending == .exit(0) && there.ending == .exit(0), "\(there.errors)")
                    #expect(there.output == here.output && there.errors == here.errors)
                }
            }
        }

        @Test func aWorkerThatIsKilledCostsTimeAndNothingElse() throws {
            let statement = "neighbours user 42 hops 2 where degree > 10 order by degree desc"
            let here = try ask("db", "-c", statement)
            try onSpark {
                let run = try shell.start([place, "-c", statement, "-c", statement, "-c", statement])
                usleep(1_500_000)
                // The process in which one worker runs its tasks.
                let killed = try shell.runLine("pkill -9 -n -f CoarseGrainedExecutorBackend && echo killed")
                #expect(killed.output == "killed\n")
                let there = run.result(within: 600)
                #expect(there.ending == .exit(0), "\(there.errors)")
                #expect(there.output == here.output + here.output + here.output)
            }
        }

        @Test func whatIsBroughtComesBack() throws {
            try onSpark {
                #expect(try ask("back", "-c", "import \"\(place)\"").ending == .exit(0))
                for name in ["db", "back"] { #expect(try ask(name, "-c", "export \"\(name).jsonl\"").ending == .exit(0)) }
                #expect(try shell.runLine("cmp db.jsonl back.jsonl && echo same").output == "same\n")
                let part = "with around = \"user:42\", hops = 2"
                #expect(try ask("part", "-c", "import \"\(place)\" \(part)").ending == .exit(0))
                #expect(try ask("db", "-c", "export \"near.jsonl\" \(part)").ending == .exit(0))
                #expect(try ask("part", "-c", "export \"part.jsonl\"").ending == .exit(0))
                #expect(try shell.runLine("cmp near.jsonl part.jsonl && echo same").output == "same\n")
            }
        }

        @Test func sparkLearnsAndListsForEveryone() throws {
            try onSpark {
                let script = """
                    train als with factors = 16, epochs = 5
                    recommend user 42 top 5
                    explain user 42 song "Easy Lover"
                    recommend everyone as lists top 3
                    """
                let told = try ask(place, input: script)
                #expect(told.ending == .exit(0), "\(told.errors)")
                #expect(told.errors.contains("learned als: 600 listeners"), "\(told.errors)")
                #expect(told.errors.contains("1,800 rows in the table"), "\(told.errors)")
                let database = try ask(
                    "db", "-c", "train als with factors = 16, epochs = 5", "-c", "evaluate als", "-o", "json")
                let there = try ask(place, "-c", "evaluate als", "-o", "json")
                #expect(database.ending == .exit(0) && there.ending == .exit(0), "\(there.errors)")
            }
        }

        @Test func whatCannotBeDoneThereIsSaid() throws {
            let nobody = try ask("sc://localhost:9/music", "-c", "stats")
            #expect(nobody.ending == .exit(3))
            #expect(nobody.errors.contains("no Spark Connect server answers at localhost:9"), "\(nobody.errors)")
            let nothing = try ask(place, "-c", "stats")
            #expect(nothing.ending == .exit(3) && nothing.errors.contains("has no graph of segue's"))
            let odd = try ask("sc://localhost:x/music;token=secret", "-c", "stats")
            #expect(odd.ending == .exit(3) && !odd.errors.contains("secret"), "\(odd.errors)")
            try onSpark {
                let written = try ask(place, "-c", "add song:S1 sungBy artist:A")
                #expect(written.ending == .exit(1))
                #expect(written.errors.contains("`add` is for a database, and the graph is on Spark"))
                let checked = try ask(place, "--check", "-c", "neighbours \"One More Nihgt\"")
                #expect(checked.ending == .exit(1))
            }
        }
    }
#endif
