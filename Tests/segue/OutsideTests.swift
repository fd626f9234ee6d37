import Foundation
import TestSupport
import Testing

/// What other programs make of every statement's answer.
@Suite(.serialized) struct OutsideTests {
    /// A statement of each kind that answers rows, on the example data with two models.
    static let statements = [
        #"find "one""#, #"find "nothing of the kind""#, #"describe "One More Night""#, "describe user 42",
        #"neighbours "One More Night" hops 2 limit 30"#, "neighbours tag pop limit 5",
        #"traverse "Easy Lover" sungBy/^sungBy"#, #"traverse user 42 played/sungBy return count"#,
        #"traverse "Easy Lover" sungBy/^sungBy return paths"#, #"paths "Easy Lover" to "Sussudio""#,
        "paths user 42 to user 7 cheapest by count via played", "stats", "schema", "check", "models",
        "match (u:user)-[p:played]->(s)-[:sungBy]->(a) where p.count > 100 return u, p, s, a, p.count limit 5",
        "match (a:artist) return a, a.year, collect(a.label) limit 2", #"similar "Easy Lover" top 5"#,
        #"similar "Easy Lover" by vector top 5"#, "recommend user 42", "recommend user 42 top 3 because",
        "recommend user 42 diversify 0.3", #"recommend song "Easy Lover""#, #"explain user 42 song "Easy Lover""#,
        #"explain user 42 song "Easy Lover" paths 2 counterfactual"#, "evaluate sample 50 against most",
        "evaluate by decile sample 100", "evaluate by user sample 5", "evaluate explanations sample 5",
        "evaluate interactive sample 5", "plan recommend user 42", #"plan neighbours "Easy Lover""#, "inspect near",
        "inspect most", "inspect user 42", "inspect artist Queen", "train als with epochs = 2, factors = 8 as quick",
        "help", "help train", "help errors", "help errors io", "help format", "help top", "help train als", "set",
        "session start user 42; recommend top 3; like 2; skip 1; ban artist Genesis; undo; more; session end discard",
    ]

    let shell: Shell

    init() throws {
        shell = try Shell()
        let data = Project.folder + "/Examples/data"
        let made = try shell.run(
            "db",
            input: """
                import "\(data)/songs.csv" as songs with tags = "genre"
                import "\(data)/graph.tsv" as triples
                import "\(data)/plays.tsv" as plays
                add song:odd label "a \\"b\\", c\\nd\\te <f> & | \\\\ ü 日本 \\u{1F3B5} \\u{1B}[31m"
                add user 42 played song:odd with count = 3
                train popularity as most
                train als with epochs = 3, factors = 8 as near
                """)
        #expect(made.ending == .exit(0), "\(made.errors)")
    }

    /// Writes each statement's answer in `format` to a file of its own: the files' names.
    private func answers(in format: String, to statements: [String]) throws -> [String] {
        try statements.enumerated().map { place, statement in
            let name = "\(place).\(format)"
            let result = try shell.run("db", "-o", format, "-c", statement)
            #expect(result.ending == .exit(0), "\(statement): \(result.errors)")
            return try shell.folder.write(result.output, to: name)
        }
    }

    private static func has(_ program: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\(program) >/dev/null 2>&1"]
        try? process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(.enabled(if: has("jq --version"), "jq is not installed"), arguments: ["json", "jsonl"])
    func jqReadsAllJSON(format: String) throws {
        let files = try answers(in: format, to: Self.statements)
        #expect(files.count == Self.statements.count)
        for (file, statement) in zip(files, Self.statements) {
            // A whole array a statement, or an object a line.
            let kind = format == "json" ? "array" : "object"
            let result = try shell.runLine("jq -e -s 'all(type == \"\(kind)\")' '\(file)'")
            #expect(result.output == "true\n", "\(statement): \(result.errors)")
        }
    }

    @Test(.enabled(if: has("python3 --version"), "Python is not installed"), arguments: ["csv", "tsv"])
    func pythonReadsAllCSV(format: String) throws {
        let files = try answers(in: format, to: Self.statements.filter { !$0.contains(";") })
        let dialect = format == "csv" ? "" : ", delimiter='\\t', quoting=csv.QUOTE_NONE"
        let script = """
            import csv, sys
            for name in sys.argv[1:]:
                with open(name, newline='', encoding='utf-8') as file:
                    rows = list(csv.reader(file, strict=True\(dialect)))
                assert len(rows) > 0 and len(set(map(len, rows))) == 1, name
            print(len(sys.argv) - 1)
            """
        let program = try shell.folder.write(script, to: "read.py")
        let result = try shell.runLine("python3 '\(program)' " + files.map { "'\($0)'" }.joined(separator: " "))
        #expect(result.output == "\(files.count)\n", "\(result.errors)")
    }

    /// The statements whose answers have nodes.
    private static let drawn = statements.filter { statement in
        !["stats", "check", "models", "evaluate", "plan", "help", "set", "train", "inspect near", "inspect most"]
            .contains { statement.hasPrefix($0) } && !statement.contains("return count") && !statement.contains(";")
    }

    @Test(.enabled(if: has("python3 -c 'import networkx'"), "NetworkX is not installed"))
    func networkXReadsAllGraphML() throws {
        let files = try answers(in: "graphml", to: Self.drawn)
        let program = try shell.folder.write(
            "import networkx, sys\nfor name in sys.argv[1:]: print(len(networkx.read_graphml(name)))", to: "read.py")
        let result = try shell.runLine("python3 '\(program)' " + files.map { "'\($0)'" }.joined(separator: " "))
        let counts = result.output.split(separator: "\n").compactMap { Int($0) }
        #expect(counts.count == files.count, "\(result.errors)")
        #expect(counts.filter { $0 == 0 }.count == 1, "\(zip(Self.drawn, counts).map { ($0, $1) })")
    }

    @Test(.enabled(if: has("dot -V"), "Graphviz is not installed")) func graphvizReadsAllDOT() throws {
        for (file, statement) in zip(try answers(in: "dot", to: Self.drawn), Self.drawn) {
            let result = try shell.runLine("dot -Tplain '\(file)' | head -n 1")
            #expect(result.output.hasPrefix("graph ") && result.errors.isEmpty, "\(statement): \(result.errors)")
        }
    }
}
