import Foundation
import Grammar
import Session
import Testing

@Suite struct CompletionTests {
    let stage: Stage

    init() throws { stage = try Stage.small() }

    private func candidates(_ line: String, before rest: String = "") -> [String] {
        stage.session.completions(of: line, before: rest).candidates
    }

    /// The line after a Tab.
    private func completed(_ line: String, before rest: String = "") -> String {
        let found = stage.session.completions(of: line, before: rest)
        return found.kept + found.insertion
    }

    @Test func verbsRelationsAndLabels() {
        #expect(completed("nei") == "neighbours ")
        #expect(completed("neighbours song S1 via sun") == "neighbours song S1 via sungBy")
        #expect(completed("neighbours \"one") == "neighbours \"One More Night\" ")
        #expect(completed("neighbours \"sus") == "neighbours \"Sussudio\" ")
        #expect(completed(".he") == ".help " && completed("quit") == "quit")
    }

    @Test func titlesAreOfTheTypeThatIsMeant() {
        let artists = ["\"Maroon 5\"", "\"Phil Collins\"", "\"Philip Bailey & Phil Collins\""]
        #expect(candidates("ban artist \"") == artists)
        #expect(candidates("describe song \"Ph") == [])
        #expect(candidates("explain user 42 \"Ph") == [] && candidates("like \"P") == [])
        #expect(completed("explain user 42 \"Eas") == "explain user 42 \"Easy Lover\" ")
        #expect(candidates("neighbours 'eas") == ["'Easy Lover'"])
        #expect(candidates("match (a:artist {label: \"") == artists)
        #expect(candidates("add song:x label \"Ea") == [])
    }

    @Test func severalGoOnAsFarAsTheyAgree() {
        #expect(completed("describe artist \"ph") == "describe artist \"Phil")
        #expect(completed("describe artist \"") == "describe artist \"")
        #expect(completed("describe song \"x") == "describe song \"x")
    }

    @Test func oddTitlesAreEscaped() {
        #expect(completed("describe \"Odd") == #"describe "Odd, \"quoted\" title" "#)
        #expect(completed(#"describe "Odd, \"q"#) == #"describe "Odd, \"quoted\" title" "#)
        #expect(completed("describe 'Odd") == #"describe 'Odd, "quoted" title' "#)
        stage.run(#"add song:T label "tab\there"; add song:B label "back\\slash"; add song:Q label "it's""#)
        #expect(candidates("describe \"tab") == [])
        #expect(completed("describe \"back") == #"describe "back\\slash" "#)
        #expect(completed("describe 'it") == #"describe 'it\'s' "#)
    }

    @Test func keysAreOfTheirTypeAndBareWhereTheyCanBe() {
        #expect(candidates("describe user ") == ["42", "7"])
        #expect(completed("explain user 4") == "explain user 42 ")
        #expect(completed("describe song:S") == "describe song:S" && candidates("describe song:S").count == 5)
        stage.run("add tag:`a b`; add tag:`c``d`")
        #expect(candidates("describe tag ") == ["`a b`", "`c``d`"])
        #expect(completed("describe tag:`a") == "describe tag:`a b` ")
    }

    @Test func aliasesAndParameters() {
        stage.run("alias me = user 42; alias mine = song S1; let $night = \"One More Night\"")
        #expect(candidates("describe @") == ["me", "mine"] && completed("recommend @me") == "recommend @me ")
        #expect(completed("describe $n") == "describe $night " && completed("let ") == "let $night = ")
        #expect(candidates("session start ") == ["$night", "@me", "new", "user"])
    }

    @Test func helpKnowsItsPages() {
        #expect(candidates("help se") == ["session", "set"])
        #expect(candidates("help pat") == ["pathexpr", "paths", "pattern"])
        #expect(completed(#"\? nei"#) == #"\? neighbours "#)
    }

    @Test func modelsKindsAndSettings() {
        stage.run("train popularity with holdout = none as near; train popularity with holdout = none as `by`")
        #expect(candidates("use model ") == ["by", "near"])
        #expect(completed("drop model n") == "drop model near ")
        #expect(completed("recommend user 42 model n") == "recommend user 42 model near ")
        #expect(candidates("evaluate n") == ["near"] && candidates("evaluate by").contains("`by`"))
        #expect(candidates("evaluate against ").contains("ease") && !candidates("evaluate against ").contains("ncf"))
        #expect(!candidates("evaluate interactive near ").contains("by"))
        #expect(candidates("evaluate near ").contains("by"))
        #expect(candidates("train it") == ["itemknn"] && candidates("import \"x\" as ").contains("plays"))
        #expect(completed("train ncf with ep") == "train ncf with epochs = ")
        #expect(candidates("train itemknn with ").contains("k") && !candidates("train ncf with ").contains("k"))
        #expect(candidates("train with positive = ") == ["any", "repeat"])
        #expect(candidates("import \"x\" as songs with ") == ["tags"])
        #expect(candidates("import \"x\" as plays with ") == [])
        #expect(candidates("set ").contains("format") && candidates("set format j") == ["json", "jsonl"])
    }

    @Test func fieldsOfWhatAConditionSpeaksAbout() {
        let ofNodes = candidates("recommend user 42 where ")
        #expect(Set(["degree", "id", "key", "label", "type", "sungBy", "year", "lower(", "not"]).isSubset(of: ofNodes))
        #expect(!ofNodes.contains("count") && candidates("neighbours user 42 where ").contains("count"))
        #expect(candidates("neighbours user 42 order by ho") == ["hop"])
        #expect(completed("neighbours user 42 where cou") == "neighbours user 42 where count ")
        #expect(candidates("match (s:song)-[p:played]-(u) where ").filter { $0.count == 1 } == ["p", "s", "u"])
        #expect(candidates("match (s:song)-[p:played]-(u) where p.c") == ["count"])
        #expect(candidates("match (s:song)-[p:played]-(u) return co") == ["collect(", "count("])
        #expect(candidates("match (s) return s.year as when order by wh") == ["when"])
        #expect(candidates("describe \"One More Night\"[sungB") == ["sungBy"])
        #expect(candidates("paths user 42 to user 7 cheapest by ") == ["count", "weight"])
        #expect(candidates("recommend user 42 where artist = \"Ma") == ["\"Maroon 5\""])
        #expect(candidates("match (a) where a.type = \"s") == ["\"song\""])
    }

    @Test func filesAndFoldersWhereAFileIsMeant() throws {
        let folder = stage.folder.path
        _ = try stage.folder.write("", to: "plays \"one\".tsv")
        try FileManager.default.createDirectory(atPath: folder + "/places", withIntermediateDirectories: false)
        _ = try stage.folder.write("", to: ".plays")
        #expect(
            Set(candidates("import \"\(folder)/pla")) == [
                "\"\(folder)/places/", "\"\(folder)/plays.tsv\"", "\"\(folder)/plays \\\"one\\\".tsv\"",
            ])
        #expect(completed("source \"\(folder)/plac") == "source \"\(folder)/places/")
        #expect(completed("export \"\(folder)/.p") == "export \"\(folder)/.plays\" ")
        #expect(candidates("import \"~/") == [] && candidates("find \"\(folder)/pla") == [])
    }

    @Test func formatsAreThoseThatAreAccepted() {
        #expect(candidates("export \"x\" format ").contains("graphml"))
        #expect(!candidates("export \"x\" format ").contains("table"))
        #expect(candidates("stats format js") == ["json", "jsonl"])
    }

    @Test func splitsByName() throws {
        let parts = [
            ("train.rating", "1\t2\t3\t0\n"), ("test.rating", "1\t3\t1\t0\n"), ("test.negative", "(1,3)\t4\n"),
        ]
        for (part, text) in parts {
            _ = try stage.folder.write(text, to: "small.\(part)")
        }
        stage.run("import \"\(stage.folder.path)/small\" as split")
        #expect(completed("train ncf on \"s") == "train ncf on \"small\" ")
        #expect(candidates("evaluate on \"") == ["\"small\""])
    }

    @Test func aClosingQuoteThatIsThereIsNotDoubled() {
        #expect(completed("describe \"sus", before: "\" format json") == "describe \"Sussudio\"")
    }

    @Test func whatWritesIsNotOfferedWhereNothingCanBeWritten() throws {
        let reader = try Stage(in: stage.folder, readOnly: true)
        let verbs = reader.session.completions(of: "").candidates
        #expect(verbs.contains("stats") && !verbs.contains("import") && !verbs.contains("train"))
    }

    /// Whatever is completed, anywhere in any example of the manual, the parser goes on from it.
    @Test(arguments: examples) func whatIsCompletedIsOfTheLanguage(example: String) throws {
        stage.run("alias me = user 42; let $x = \"Easy Lover\"; train popularity with holdout = none as quick")
        for end in example.indices + [example.endIndex] {
            let found = stage.session.completions(of: String(example[..<end]))
            if found.candidates.isEmpty { continue }
            for candidate in found.candidates.prefix(30) {
                let text = found.kept + candidate
                #expect(isBeginning(text), "\(text)")
            }
            if found.candidates.count == 1 { #expect(isBeginning(found.kept + found.insertion), "\(found)") }
        }
    }

    /// Whether a text is a statement, or lacks nothing but its end.
    private func isBeginning(_ text: String) -> Bool {
        var script = ScriptParser(text)
        while true {
            do { guard try script.next() != nil else { return true } } catch {
                switch error.kind {
                case .unclosed, .unexpected(found: nil, _, _), .missingKey: return true
                default: return false
                }
            }
        }
    }

    /// Statements to cut short.
    static let examples = [
        #"neighbours "One More Night" hops 2 via sungBy out where degree > 3 order by degree desc limit 5 format json"#,
        #"traverse user 42 played[count > 3]/(sungBy|onAlbum){1,2} return paths where length < 3"#,
        #"paths "Easy Lover" to artist "Phil Collins" all hops 3 avoiding song S1 limit 5"#,
        "paths user 42 to user 7 cheapest by count via played",
        #"match (s:song {label: "Sussudio"})-[p:played]-(u:user) where p.count > 1 return s, sum(p.count) as n order by n"#,
        #"explain user 42 song "Easy Lover" paths 3 counterfactual model quick seed 3"#,
        #"recommend user 42 top 5 via sungBy where year < 1990 excluding played, "Sussudio" model quick"#,
        #"similar "Easy Lover" by graph where year in (1984, 1985) top 5"#,
        "evaluate quick at 5, 10 by decile against popularity sample 3 seed 1",
        "evaluate interactive quick at 5 sample 3", #"find "one more" type song limit 3"#,
        #"import "songs.csv" as songs with tags = "genre""#, #"export "music.graphml" format graphml"#,
        #"add user 42 played song "Easy Lover" with count = 3"#, #"remove user 42 played song "Easy Lover""#,
        "train itemknn with k = 100, similarity = cosine as near", "use model quick", "drop model quick",
        "session start user 42", "session end commit", #"like "Sussudio""#, "ban artist Genesis", "set format json",
        #"let $x = "Easy Lover""#, "alias me = user 42", "help neighbours", ".help find", "plan plan stats",
        #"describe "One More Night"[sungBy "Phil Collins"]"#, #"describe song:S1; describe @me; describe $x"#,
    ]
}
