import Foundation
import TestSupport
import Testing

/// What `check` says of a database and its models.
@Suite struct SoundnessTests {
    private func damage(_ stage: Stage, _ old: String, to new: String) throws {
        #expect(try TestSupport.damage(stage.folder.path + "/db/data.mdb", Array(old.utf8), to: Array(new.utf8)) > 0)
    }

    @Test func aSoundDatabaseSaysSo() throws {
        let stage = try Stage.small(format: "csv")
        stage.run("train popularity with holdout = none as m")
        let scene = stage.run("check")
        #expect(scene.output == "finding,example\r\n" && scene.notes == "the database is sound\n")
        #expect(scene.outcome == .done)
    }

    @Test func damageIsListedAndFails() throws {
        let stage = try Stage.small(format: "json")
        // A bit of a label, one of a key where its index has it, and one of a split's name.
        try damage(stage, "Easy Lover", to: "Easy Loves")
        let scene = stage.run("check\nadd song S9", named: "script")
        #expect(scene.outcome == .failed, "a script stops there")
        #expect(
            scene.objects.map { $0["finding"] as? String } == [
                "1 node not found by label", "1 node found by a label that is not theirs",
                "keys, labels and properties of nodes: not what was written, by the sum that was kept of it",
            ])
        #expect(scene.objects.first?["example"] as? String == "song:S4")
        #expect(scene.notes.contains("the database is damaged: 3 findings"))
        #expect(scene.notes.contains("restore it from a `backup`, or import its files again"))
        #expect(stage.run("find \"S9\"").output.hasPrefix("[]"))
    }

    @Test func aDamagedModelIsFound() throws {
        let stage = try Stage.small()
        stage.run("train popularity with holdout = none as m\ntrain popularity with holdout = none as n")
        let file = stage.folder.path + "/db/models/m.model"
        let size = try contents(of: file).count
        #expect(try TestSupport.damage(file, Array("popularity".utf8), to: Array("popularitz".utf8)) == 1)
        #expect(try contents(of: file).count == size)
        let scene = stage.run("check")
        #expect(scene.outcome == .failed)
        #expect(scene.lines.last?.hasPrefix("model m cannot be used: m.model is damaged: hash") == true)
        #expect(scene.notes.contains("the database is damaged: 1 finding"))
        #expect(scene.notes.contains("`drop model` the damaged"))
        #expect(stage.run("drop model m\ncheck").outcome == .done)
    }

    @Test func aModelOfOtherDataIsStaleAndNoDamage() throws {
        let stage = try Stage.small()
        stage.run("train popularity with holdout = none as m\nadd user 42 played song S4")
        let scene = stage.run("check")
        #expect(scene.outcome == .done)
        #expect(scene.notes.contains("model m has learned from other data than there are by now; `train` again"))
        #expect(scene.notes.contains("the database is sound"))
    }

    @Test func aModelOfAnotherDatabaseIsFound() throws {
        let (large, small) = (try Stage.withExamples(), try Stage.small())
        large.run("train popularity as m")
        try FileManager.default.copyItem(
            atPath: large.folder.path + "/db/models", toPath: small.folder.path + "/db/models")
        let scene = small.run("check")
        #expect(scene.outcome == .failed)
        #expect(scene.output.contains("model m names nodes that this database has never had"))
    }

    /// A database and a model as programs of their time wrote them: the answers are those of that time, but for the last
    /// bits of scores, which are the processor's.
    @Test func earlierFilesAnswerAsTheyDid() throws {
        let folder = try TemporaryFolder()
        let models = folder.path + "/db/models"
        try EarlierFormat.two.unpack(to: folder.path + "/db")
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        let kept = Project.folder + "/Tests/Recommender/Fixtures/form4"
        try FileManager.default.copyItem(atPath: kept + ".model", toPath: models + "/m.model")
        let stage = try Stage(in: folder, format: "jsonl")
        let script = ["u1", "u5", "u9"].map { "recommend user \($0) top 5 model m\n" }.joined()
        let (found, expected) = (
            lists(stage.run(script).output), lists(String(decoding: try contents(of: kept + ".jsonl"), as: UTF8.self))
        )
        #expect(expected.count == 3 && found.keys == expected.keys)
        for (user, list) in expected {
            let now = try #require(found[user])
            #expect(now.count == list.count && list.count == 5, "\(user)")
            // Songs whose scores are alike may change places, the last one with the next below it.
            let common = list.filter { now[$0.key] != nil }
            #expect(common.count >= 4, "\(user): \(now.keys) instead of \(list.keys)")
            for (song, score) in common { #expect(abs((now[song] ?? 0) - score) < 1e-4, "\(user), \(song)") }
        }
        #expect(stage.run("check").notes == "the database is sound\n")
    }

    /// The songs of each listener's list, and their scores.
    private func lists(_ rows: String) -> [String: [String: Double]] {
        var lists: [String: [String: Double]] = [:]
        for line in rows.split(separator: "\n") {
            let row = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let song = (row?["node"] as? [String: Any])?["id"] as? String
            lists[row?["user"] as? String ?? "", default: [:]][song ?? ""] = row?["score"] as? Double
        }
        return lists
    }

    /// A database of format 2 is read as it is; what a check cannot see of it, it says.
    @Test func anOlderFormatIsCheckedAsFarAsItTells() throws {
        let folder = try TemporaryFolder()
        try EarlierFormat.two.unpack(to: folder.path + "/db")
        let scene = try Stage(in: folder, readOnly: true).run("check")
        #expect(scene.outcome == .done && scene.notes.contains("sound as far as its older format tells"))
        #expect(try Stage(in: folder).run("check").notes == "the database is sound\n")
    }
}
