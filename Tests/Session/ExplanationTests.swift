import Foundation
import Graph
import Testing

/// Explanations as people and programs read them.
@Suite struct ExplanationTests {
    private static func stage(_ format: String = "json") throws -> Stage {
        let stage = try Stage.withExamples(format: format)
        stage.run("train segue with epochs = 2, folds = 1\ntrain itemknn as near\nuse model segue")
        return stage
    }

    private static func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    @Test func theTermsOfAnAccountSumToItsScore() throws {
        let stage = try Self.stage()
        for model in ["segue", "near"] {
            for song in ["song \"Easy Lover\"", "song \"Sussudio\"", "song S0001"] {
                let row = try #require(stage.run("explain user 42 \(song) model \(model)").objects.first)
                let terms = row["terms"] as? [[String: Any]] ?? []
                let (sum, score) = (terms.reduce(0) { $0 + Self.number($1["weight"]) }, Self.number(row["score"]))
                #expect(abs(sum - score) <= 1e-4 * max(abs(score), 0.1), "\(model) \(song): \(sum) \(score)")
                #expect(abs(Self.number(row["residual"])) <= 1e-4 * max(abs(score), 0.1))
                #expect(terms.suffix(2).map { $0["kind"] as? String } == ["bias", "other"])
                for name in ["plays", "carriers"] {
                    let parts = row[name] as? [[String: Any]] ?? []
                    let all = parts.reduce(0) { $0 + Self.number($1["weight"]) }
                    let paths = terms.dropLast(2).reduce(0) { $0 + Self.number($1["weight"]) }
                    #expect(!parts.isEmpty && abs(all - paths) < 1e-6)
                }
            }
        }
    }

    /// What paths are cut at is one part more, so that the sum stays.
    @Test func pathsThatAreNotShownAreSummed() throws {
        let stage = try Self.stage()
        func sum(_ statement: String) throws -> (terms: Int, sum: Double) {
            let row = try #require(stage.run(statement).objects.first)
            let terms = row["terms"] as? [[String: Any]] ?? []
            return (terms.count, terms.reduce(0) { $0 + Self.number($1["weight"]) })
        }
        let (all, few) = (
            try sum("explain user 42 \"Easy Lover\""), try sum("explain user 42 \"Easy Lover\" paths 2")
        )
        #expect(few.terms == 2 + 1 + 2 && all.terms > 5 && abs(all.sum - few.sum) < 1e-6)
    }

    /// Every edge of every path, in its direction; other listeners are counted and never named.
    @Test func everyEdgeOfAPathIsStored() throws {
        let stage = try Self.stage()
        var edges = 0
        for statement in ["explain user 42 \"Easy Lover\"", "recommend user 42 because"] {
            for row in stage.run(statement).objects {
                for term in (row["terms"] ?? row["because"]) as? [[String: Any]] ?? [] {
                    let path = term["path"] as? [String: Any]
                    let nodes = path?["nodes"] as? [[String: Any]] ?? []
                    #expect(nodes.dropFirst().allSatisfy { $0["type"] as? String != "user" })
                    for edge in path?["edges"] as? [[String: Any]] ?? [] {
                        let (from, to) = (edge["from"] as? String ?? "", edge["to"] as? String ?? "")
                        if from == "users" { continue }
                        let (head, tail) = (try #require(try stage.node(from)), try #require(try stage.node(to)))
                        #expect(try stage.isStored(head, edge["rel"] as? String ?? "", tail))
                        edges += 1
                    }
                }
            }
        }
        #expect(edges > 100)
    }

    /// Each counterfactual against the same model on a database in which it is so.
    @Test(arguments: ["segue", "near"]) func aCounterfactualIsWhatADatabaseWithoutThePlayAnswers(model: String) throws {
        let stage = try Self.stage()
        let ask = "explain user 42 song S0970 model \(model)"
        let row = try #require(stage.run(ask + " counterfactual").objects.first)
        let changes = row["counterfactuals"] as? [[String: Any]] ?? []
        #expect(changes.count >= 40)
        for change in changes.prefix(4) + changes.suffix(2) {
            let gone = change["without"] as? [[String: Any]] ?? []
            let liked = change["with"] as? [[String: Any]] ?? []
            stage.run("begin")
            for edge in gone { stage.run("remove \(edge["from"] ?? "") played \(edge["to"] ?? "")") }
            for edge in liked { stage.run("add \(edge["from"] ?? "") liked \(edge["to"] ?? "")") }
            let now = try #require(stage.run(ask).objects.first)
            stage.run("rollback")
            #expect(
                now["rank"] as? Int == change["rank"] as? Int
                    && Self.number(now["score"]) == Self.number(change["score"]))
            #expect(change["in_top"] as? Bool == ((now["rank"] as? Int ?? 0) <= 10))
            #expect(!gone.isEmpty || !liked.isEmpty)
        }
        let smallest = changes.filter { $0["smallest"] as? Bool == true }
        #expect(smallest.count <= 1 && smallest.allSatisfy { $0["in_top"] as? Bool == false })
    }

    @Test func becauseNamesTheStrongestPathOfEachRow() throws {
        let stage = try Self.stage()
        let rows = stage.run("recommend user 42 top 5 because").objects
        #expect(rows.count == 5)
        for row in rows {
            let because = row["because"] as? [[String: Any]] ?? []
            let weights = because.map { Self.number($0["weight"]) }
            #expect(!because.isEmpty && because.count <= 3 && weights == weights.sorted(by: >))
            let id = (row["node"] as? [String: Any])?["id"] as? String ?? ""
            let whole = try #require(stage.run("explain user 42 \(id)").objects.first)
            let first = (whole["terms"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == "path" }
                .max { Self.number($0["weight"]) < Self.number($1["weight"]) }
            #expect(Self.number(first?["weight"]) == weights[0])
            #expect(Self.number(first?["share"]) == Self.number(because[0]["share"]))
        }
        #expect(stage.run("recommend user 42 top 2 because format csv").output.contains("share,because"))
    }

    @Test func diversifyMakesAListThatSharesLess() throws {
        let stage = try Self.stage()
        let plain = stage.run("recommend user 42 top 5")
        let none = stage.run("recommend user 42 top 5 diversify 0")
        #expect(plain.output == none.output && none.notes.contains("made different"))
        let much = stage.run("recommend user 42 top 5 diversify 0.9")
        #expect(much.objects.count == 5 && much.output != plain.output)
        #expect(much.objects.map { $0["rank"] as? Int } == [1, 2, 3, 4, 5])
        #expect(stage.run("recommend user 42 diversify 1.5").notes.contains("a number from 0 to 1"))
    }

    @Test func pagesFitATerminal() throws {
        let stage = try Self.stage("table")
        let statements = [
            "explain user 42 song \"Easy Lover\"", "explain user 42 song S0970 counterfactual paths 8",
            "explain user 42 song S0961 counterfactual model near", "recommend user 42 because",
            "evaluate explanations sample 8", "evaluate explanations near against popularity sample 8",
            "evaluate interactive near sample 8", "evaluate interactive near at 20 against als sample 4",
        ]
        for width in [80, 60] {
            for statement in statements where width == 80 || !statement.hasPrefix("evaluate") {
                let page = stage.atTerminal(of: width, statement).split(separator: "\n")
                #expect(page.count > 5 && page.filter { $0.count > width } == [], "\(statement)")
            }
        }
    }

    @Test func theReportOnAnswersIsWholeAsData() throws {
        let stage = try Self.stage()
        let rows = stage.run("evaluate interactive near at 4 against als sample 6").objects
        // Two numbers of known plays, four steps; feedback and list of two models, popularity, chance; near has no vectors.
        #expect(rows.count == 2 * 4 * 6)
        #expect(Set(rows.compactMap { $0["policy"] as? String }) == ["feedback", "list", "popularity", "random"])
        #expect(Set(rows.compactMap { $0["known"] as? Int }) == [0, 3])
        #expect(rows.allSatisfy { $0["users"] as? Int == 6 && $0["protocol"] as? String == "interactive" })
        for wrong in ["by user", "at 500", "sample 0"] {
            #expect(stage.run("evaluate interactive near \(wrong)").notes.contains("bad_value"))
        }
        #expect(stage.run("evaluate explanations near at 5, 10").notes.contains("bad_value"))
    }

    /// A song both played and liked loses both; programs are told so.
    @Test func aPlayThatIsLikedTooGoesWithItsLike() throws {
        let stage = try Self.stage()
        stage.run("session start user 42\nlike \"Two Hearts\"\nsession end commit")
        let row = try #require(stage.run("explain user 42 song S0970 counterfactual model near").objects.first)
        let edges = (row["counterfactuals"] as? [[String: Any]] ?? []).compactMap { $0["without"] as? [[String: Any]] }
        let both = try #require(edges.first { $0.count == 2 })
        #expect(
            both.map { $0["rel"] as? String } == ["played", "liked"] && Set(both.map { $0["to"] as? String }).count == 1
        )
    }

    /// A title of any length stands at a terminal of any width.
    @Test(arguments: [1, 8, 60, 80, 90, 120]) func aTitleOfAnyLengthFitsAnyTerminal(length: Int) throws {
        let stage = try Self.stage("table")
        stage.run("add song S0001 label \"\(String(repeating: "x", count: length))\"")
        for width in [1, 20, 79, 100, 130, 250] {
            let reports = ["evaluate interactive near at 3 sample 4", "evaluate explanations near sample 4"]
            for statement in ["explain user 42 song S0001 counterfactual", "recommend user 42 top 3 because"]
                + (length == 1 ? reports : [])
            {
                #expect(!stage.atTerminal(of: width, statement).isEmpty)
            }
        }
    }
}
