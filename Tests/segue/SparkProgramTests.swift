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
                let killed = try shell.runLine("pkill -9 -n -f [C]oarseGrainedExecutorBackend; echo $?")
                #expect(killed.output == "0\n", "\(killed.errors)")
                let there = run.result(within: 600)
                #expect(there.ending == .exit(0), "\(there.errors)")
                #expect(there.output == here.output + here.output + here.output)
            }
        }

        /// Runs statements that must not fail.
        private func tell(_ database: String, _ statement: String) throws {
            let told = try ask(database, "-c", statement)
            #expect(told.ending == .exit(0), "\(told.errors)")
        }

        private func areSame(_ left: String, _ right: String) throws -> Bool {
            try shell.runLine("cmp \(left) \(right) && echo same").output == "same\n"
        }

        @Test func whatIsBroughtComesBack() throws {
            let part = "with around = \"user:42\", hops = 2"
            try onSpark {
                try tell("back", "import \"\(place)\"")
                try tell("db", "export \"db.jsonl\"")
                try tell("back", "export \"back.jsonl\"")
                let whole = try areSame("db.jsonl", "back.jsonl")
                #expect(whole)
                try tell("part", "import \"\(place)\" \(part)")
                try tell("db", "export \"near.jsonl\" \(part)")
                try tell("part", "export \"part.jsonl\"")
                let near = try areSame("near.jsonl", "part.jsonl")
                #expect(near)
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
                #expect(
                    told.errors.contains("model als has learned from 600 listeners and 1,486 songs"), "\(told.errors)")
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
