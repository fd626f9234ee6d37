import Foundation
import Testing

/// Real listening beside the project, where it is at hand; it may not be part of it.
private let data = URL(fileURLWithPath: Stage.project).deletingLastPathComponent()
    .appendingPathComponent("shared/data/taste").path

private let isAtHand = FileManager.default.fileExists(atPath: data)

@Suite(.enabled(if: isAtHand, "the real data is not beside the project")) struct RealDataTests {
    @Test func neuMFReachesThePublishedFigures() throws {
        let stage = try Stage(format: "json")
        let scene = stage.run("import \"\(data)/taste\" as split")
        #expect(scene.notes.hasPrefix("imported 42,739 rows of split in "))
        #expect(scene.notes.contains("new: 10,701 nodes, 41,129 edges"))
        var figures: [String: [Double]] = [:]
        for seed in 1...3 {
            stage.run("train ncf on \"taste\" with seed = \(seed) as m")
            for row in stage.run("evaluate m on \"taste\"").objects where row["protocol"] as? String == "sampled99" {
                #expect(row["users"] as? Int == 1_610)
                figures[row["metric"] as? String ?? "", default: []].append(row["value"] as? Double ?? 0)
            }
        }
        for (metric, published) in [("hr", 0.441), ("ndcg", 0.271)] {
            let values = try #require(figures[metric])
            let mean = values.reduce(0, +) / Double(values.count)
            #expect(abs(mean - published) < 0.02, "\(metric): \(values)")
        }
    }

    @Test func baselinesAgreeWithThePeersOnTheGivenSplit() throws {
        let stage = try Stage(format: "json")
        stage.run("import \"\(data)/taste\" as split")
        stage.run("train popularity on \"taste\"\ntrain itemknn on \"taste\" with k = 200 as near")
        let rows = stage.run("evaluate popularity against near").objects
        func value(_ model: String, _ metric: String, _ rivals: String) -> Double {
            let row = rows.first {
                $0["model"] as? String == model && $0["metric"] as? String == metric
                    && $0["protocol"] as? String == rivals
            }
            return row?["value"] as? Double ?? 0
        }
        // Popularity has no choice to make: the peer's figures to the last digit shown.
        #expect(abs(value("popularity", "hr", "sampled99") - 0.339) < 0.0006)
        #expect(abs(value("popularity", "ndcg", "sampled99") - 0.224) < 0.0006)
        #expect(abs(value("popularity", "hr", "full") - 0.050) < 0.0006)
        #expect(abs(value("popularity", "ndcg", "full") - 0.027) < 0.0006)
        #expect(abs(value("near", "hr", "sampled99") - 0.545) < 0.01)
        #expect(abs(value("near", "ndcg", "sampled99") - 0.403) < 0.01)
    }

    @Test func theSliceWithMetadataIsImportedTrainedAndExplained() throws {
        let stage = try Stage(format: "json")
        let scene = stage.run(
            "import \"\(data)/songs.csv.gz\" as songs\nimport \"\(data)/triplets_topusers.tsv.gz\" as plays")
        #expect(scene.notes.contains("imported 7,642 rows of songs"))
        #expect(scene.notes.contains("imported 39,017 rows of plays"))
        #expect(try stage.store.reader().findings().isEmpty)
        stage.run("train itemknn")
        let user = "user a3f5db66731126b173610095b831a216a0e27da4"
        let best = try #require(stage.run("recommend \(user)").objects.first)
        let song = try #require((best["node"] as? [String: Any])?["id"] as? String)
        #expect(stage.run("explain \(user) \(song)").objects.first?["rank"] as? Int == 1)
    }
}
