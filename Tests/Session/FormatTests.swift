import Foundation
import Testing

/// Rows in each format, and the shapes of the language page.
@Suite struct FormatTests {
    @Test func neighboursInJSON() throws {
        let scene = try Stage.small(format: "json").run("neighbours song S1 limit 2")
        let row = try #require(scene.objects.first)
        #expect(Set(row.keys) == ["hop", "node", "via", "degree"])
        #expect(Set((row["node"] as? [String: Any] ?? [:]).keys) == ["id", "type", "label"])
        #expect(row["hop"] as? Int == 1)
        #expect(scene.output.hasPrefix("[{\"hop\":1,\"node\":{\"id\":"))
    }

    @Test func severalNodesHaveAFirstFieldOf() throws {
        let scene = try Stage.small(format: "json").run("neighbours \"One More Night\" via sungBy")
        #expect(scene.objects.count == 2)
        #expect(scene.objects.compactMap { ($0["of"] as? [String: Any])?["id"] as? String } == ["song:S1", "song:S2"])
    }

    @Test func anEmptyAnswerIsAnEmptyArray() throws {
        let stage = try Stage.small()
        #expect(stage.run("neighbours song S5 via sungBy format json").output == "[]\n")
        #expect(stage.run("neighbours song S5 via sungBy format jsonl").output.isEmpty)
        #expect(
            stage.run("neighbours song S5 via sungBy format csv").output == "hop,node,node_label,type,via,degree\r\n")
    }

    @Test func pathsInJSONHaveEdgesAsStored() throws {
        let scene = try Stage.small(format: "jsonl").run("paths song S1 to song S3 via sungBy")
        let expected = """
            {"length":2,"path":{"length":2,"nodes":[\
            {"id":"song:S1","type":"song","label":"One More Night"},\
            {"id":"artist:Phil Collins","type":"artist","label":"Phil Collins"},\
            {"id":"song:S3","type":"song","label":"Sussudio"}],"edges":[\
            {"rel":"sungBy","from":"song:S1","to":"artist:Phil Collins","props":{},"dir":"out"},\
            {"rel":"sungBy","from":"song:S3","to":"artist:Phil Collins","props":{},"dir":"in"}]}}

            """
        #expect(scene.output == expected)
    }

    @Test func weightsRideOnPaths() throws {
        let stage = try Stage.small()
        #expect(
            stage.run("paths user 42 to artist \"Phil Collins\" via played, sungBy").output.contains(
                "user 42 ─played ×17→ \"One More Night\" ─sungBy→ Phil Collins"))
        #expect(
            stage.run("paths user 42 to song S1 format jsonl").output.contains(
                "\"rel\":\"played\",\"from\":\"user:42\",\"to\":\"song:S1\",\"props\":{\"count\":17}"))
    }

    @Test func csvQuotesWhatItMust() throws {
        let scene = try Stage.small().run("find \"odd\" format csv")
        #expect(
            scene.output
                == "node,node_label,type,about,degree\r\nsong:S5,\"Odd, \"\"quoted\"\" title\",song,,0\r\n")
    }

    @Test func recommendInJSON() throws {
        let stage = try Stage.small(format: "json")
        stage.run("train popularity with holdout = none")
        let rows = stage.run("recommend user 42").objects
        #expect(!rows.isEmpty)
        for row in rows { #expect(Set(row.keys) == ["rank", "node", "score", "user", "model", "from"]) }
        #expect(rows.first?["user"] as? String == "user:42")
    }

    @Test func trainInJSONHasARowAnEpoch() throws {
        let stage = try Stage.withExamples(format: "jsonl")
        let scene = stage.run("train ncf with epochs = 2")
        #expect(scene.lines.count == 2)
        let row = try #require(
            try JSONSerialization.jsonObject(with: Data((scene.lines.last ?? "").utf8)) as? [String: Any])
        #expect(Set(row.keys) == ["epoch", "loss", "valid", "seconds"])
        #expect((row["valid"] as? [String: Any])?["ndcg@10"] is Double)
    }

    @Test func evaluateInJSON() throws {
        let stage = try Stage.withExamples(format: "json")
        let rows =
            stage.run("train popularity\nevaluate at 5, 10").output
            .split(separator: "]\n[").last.map { "[" + $0 } ?? ""
        let objects = try #require(try JSONSerialization.jsonObject(with: Data(rows.utf8)) as? [[String: Any]])
        #expect(objects.count == 2 * (4 + 8 + 8))
        for row in objects {
            #expect(
                Set(row.keys) == [
                    "model", "metric", "k", "value", "ci95", "users", "protocol", "seed", "lead", "lead95",
                ])
            #expect(row["lead"] is NSNull && row["lead95"] is NSNull)
            if ["coverage", "gini"].contains(row["metric"] as? String) {
                #expect(row["ci95"] is NSNull)
                continue
            }
            let interval = try #require(row["ci95"] as? [Double])
            let value = try #require(row["value"] as? Double)
            #expect(interval[0] <= value && value <= interval[1])
        }
    }

    @Test func leadsListenersAndTenthsInJSON() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity")
        let rivals = stage.run("evaluate against itemknn").objects.filter { $0["model"] as? String == "itemknn" }
        #expect(rivals.count == 20)
        for row in rivals {
            let lead = try #require(row["lead"] as? Double)
            guard let interval = row["lead95"] as? [Double] else {
                #expect(["coverage", "gini"].contains(row["metric"] as? String))
                continue
            }
            #expect(interval[0] <= lead && lead <= interval[1])
        }
        let users = stage.run("evaluate by user sample 3").objects
        #expect(users.count == 3 * (4 + 6 + 6) && Set(users.compactMap { $0["user"] as? String }).count == 3)
        #expect(users.allSatisfy { $0["songs"] is Int && $0["users"] as? Int == 1 && $0["ci95"] is NSNull })
        let tenths = stage.run("evaluate by decile").objects
        #expect(tenths.count == 10 * 20 && Set(tenths.compactMap { $0["decile"] as? Int }) == Set(1...10))
        #expect(tenths.allSatisfy { ($0["songs"] as? [Int])?.count == 2 && $0["users"] as? Int == 60 })
    }

    @Test func controlCharactersAreShownAndNotObeyed() throws {
        let stage = try Stage.small()
        stage.run("add song:S6 label \"red\\u{1B}[31m\"")
        #expect(stage.run("find \"red\"").output.contains("red␛[31m"))
        #expect(stage.run("find \"red\" format jsonl").output.contains("red\\u001b[31m"))
    }

    @Test func theFormatCanBeSet() throws {
        let scene = try Stage.small().run("set format csv\nfind \"suss\"")
        #expect(scene.output.hasPrefix("node,node_label"))
    }
}
