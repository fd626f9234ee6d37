import Foundation
import TestSupport
import Testing

/// Control characters of the data and of scripts are shown to a terminal, and never obeyed by it.
@Suite struct ControlTests {
    /// Names that would clear the screen, set its title, ring, go back in the line, turn it round, or pile up.
    static let hostile = [
        "esc\u{1B}[2Jape", "title\u{1B}]0;owned\u{7}", "bell\u{7}", "csi\u{9B}31mred", "back\u{8}\u{8}space",
        "return\rOVER", "line\nOVER", "del\u{7F}ete", "over\u{202E}ride\u{202C}", "iso\u{2067}late\u{2069}",
        "mark\u{200F}\u{200E}\u{061C}s", "sep\u{2028}a\u{2029}rate", "heap" + String(repeating: "\u{0301}", count: 200),
        "nul\u{0}l", "shift\u{E}\u{F}",
    ]

    /// Whether a terminal would obey it, line ends apart.
    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" { return false }
        if [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory) { return true }
        let turns: [ClosedRange<UInt32>] = [0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x206F]
        return turns.contains { $0.contains(scalar.value) }
    }

    private static func expectTame(_ text: String, _ about: String) {
        let obeyed = text.unicodeScalars.first(where: isObeyed)
        #expect(obeyed == nil, "\(about): U+\(String(obeyed?.value ?? 0, radix: 16))")
        #expect(!text.contains("\nOVER"), "\(about): a name has made a line of its own")
        let longest = text.unicodeScalars.split { $0.value != 0x301 }.map(\.count).max() ?? 0
        #expect(longest <= 30, "\(about): \(longest) marks on a letter")
    }

    /// A name as the language writes it.
    private static func quoted(_ name: String) -> String {
        "\""
            + name.unicodeScalars.map {
                $0.isASCII && $0.value > 31 && $0 != "\"" && $0 != "\\"
                    ? String($0) : "\\u{\(String($0.value, radix: 16))}"
            }
            .joined() + "\""
    }

    /// A graph in which a name is a key, a label, a property, a tag, and, where it can be, a type and a relation.
    private static func stage(of name: String) throws -> Stage {
        let stage = try Stage()
        let quoted = quoted(name)
        stage.run(
            """
            add song:\(quoted) label \(quoted) with genre = \(quoted)
            add song:b label \(quoted)
            add song:c label "Plain"
            add song:\(quoted) taggedWith tag:\(quoted)
            add song:c taggedWith tag:\(quoted)
            add user:\(quoted) label \(quoted)
            add user:\(quoted) played song:\(quoted) with count = 3
            add user:\(quoted) played song:b with count = 3
            add user:v played song:b with count = 2
            add user:v played song:c with count = 2
            """)
        let field = name.filter { !$0.isNewline && $0 != "\t" }
        let file = try stage.folder.write("ty\(field)pe:x\tre\(field)l\tsong:c\n", to: "odd.tsv")
        stage.run(
            "import \"\(file)\" as triples; train popularity with holdout = none as m; train itemknn with holdout = none as near"
        )
        return stage
    }

    private static func statements(_ name: String) -> [String] {
        let node = quoted(name)
        return [
            "find \"\"", "describe song:\(node)", "describe \(node)", "neighbours song:\(node) hops 2",
            "traverse song:\(node) taggedWith/^taggedWith return paths", "paths song:\(node) to song:c", "schema",
            "stats",
            "match (s:song)-[r]->(t) return s, r, t, s.genre", "similar song:\(node)",
            "recommend user:\(node) top 3 because",
            "explain user:\(node) song:c model near", "inspect song:\(node)", "inspect m", "models",
            "plan neighbours song:\(node)", "check", "evaluate m",
            "session start user:\(node); recommend; like 1; skip \(node); undo; session end discard",
            "let $x = \(node); describe $x", "find \(node)", "add song:\(node) genre2 song:c",
            "remove song:\(node) genre2 song:c",
            // Errors
            "describe song:\(quoted(name + "x"))", "neighbours \(quoted(name + "x"))", "paths \(node) to song:c",
            "source \(node)",
            "import \(node) as plays", "export \(node)", "train popularity on \(node)", "use model \(node)",
            "describe \(name)", "set format \(node)", "# \(name)\nbogus \(name)",
            "stats into \(quoted("/no\(name)/such"))",
        ]
    }

    @Test(arguments: hostile) func namesInAllThatIsSaid(name: String) throws {
        let stage = try Self.stage(of: name)
        for format in ["table", "line", "tree", "markdown"] {
            for statement in Self.statements(name) {
                let scene = stage.run("set format \(format)\n\(statement)", named: "script", keepsGoing: true)
                Self.expectTame(scene.output, "\(format), \(statement)")
                Self.expectTame(scene.notes, "\(format), notes of \(statement)")
            }
        }
    }

    @Test(arguments: hostile) func formatsOfProgramsAtATerminal(name: String) throws {
        let stage = try Self.stage(of: name)
        for format in ["table", "csv", "tsv", "json", "jsonl", "dot", "graphml", "html"] {
            let shown = stage.atTerminal(of: 80, "neighbours song:c hops 3 format \(format)")
            Self.expectTame(shown.replacing("\t", with: " ").replacing("\r\n", with: " "), format)
        }
    }

    @Test(arguments: hostile) func errorsOfProgramsAtATerminal(name: String) throws {
        let stage = try Stage(hearing: { _, _ in })
        stage.session.errorStyle = .json
        let scene = stage.run("add song:a label \(Self.quoted(name)); describe \(Self.quoted(name + "x"))", named: name)
        #expect(scene.outcome == .failed && scene.notes.contains("unknown_node"))
        Self.expectTame(scene.notes, "errors in JSON")
    }

    @Test(arguments: hostile) func scriptsAndTheirNames(name: String) throws {
        let stage = try Stage()
        let scene = stage.run("bogus", named: name)
        Self.expectTame(scene.notes, "a script's name")
        let echoed = stage.session.run("describe \(Self.quoted("a")) # \(name)", named: "script", echoes: true)
        #expect(echoed == .failed)
        Self.expectTame(stage.run("").notes, "what is echoed")
        for candidate in try Self.stage(of: name).session.completions(of: "describe \"").candidates {
            Self.expectTame(candidate, "a completion")
        }
    }

    /// What programs read has every byte.
    @Test(arguments: hostile) func programsGetTheNameAsItIs(name: String) throws {
        let stage = try Self.stage(of: name)
        let objects = stage.run("match (s:song) where s.label = \(Self.quoted(name)) return s format json").objects
        let labels = objects.compactMap { ($0["s"] as? [String: Any])?["label"] as? String }
        #expect(labels == [name, name])
        let csv = stage.run("find \"\" type song format csv").output
        let first = name.unicodeScalars.filter { Self.isObeyed($0) }
        #expect(first.allSatisfy { csv.unicodeScalars.contains($0) })
    }
}
