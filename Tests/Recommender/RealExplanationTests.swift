import Foundation
import Graph
import Ingest
import Recommender
import Tensor
import TestSupport
import Testing
import TripleStore

/// Accounts of a thousand pairs of each real data set beside the project, where it is at hand; it may not be part of it.
private let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path

@Suite(
    .enabled(if: FileManager.default.fileExists(atPath: shared), "the real data is not beside the project"),
    .serialized)
struct RealExplanationTests {
    /// A real data set with its graph, and models of it that have learned little: what they say must add up all the same.
    private struct Listening {
        let folder: TemporaryFolder
        let store: TripleStore
        let data: TrainingData

        init(_ name: String) throws {
            let (folder, file) = name.hasPrefix("taste") ? ("taste", name) : (name, name)
            self.folder = try TemporaryFolder()
            store = try TripleStore(folder: self.folder.path + "/db", options: .init(creates: true))
            try store.write { writer in
                let importer = Importer(into: writer)
                _ = try importer.run(.split, path: "\(shared)/\(folder)/\(file)")
                if folder == "taste" { _ = try importer.run(.songs, path: "\(shared)/taste/songs.csv.gz") }
            }
            let reader = try store.reader()
            data = try TrainingData(
                split: #require(try reader.split(named: name)), named: name, settings: TrainingSettings(.segue))
        }

        func model(_ kind: ModelKind) throws -> Model {
            var settings = TrainingSettings(kind)
            (settings.epochs, settings.folds) = (2, 1)
            let knowledge = try SongKnowledge(reading: store.reader(), settings: settings)
            return try Trainer.train(settings, on: data.knowing(knowledge))
        }

        /// Pairs of a listener and a song: one that stands high, or any.
        func pairs(_ count: Int, _ model: Model, seed: UInt64) throws -> [(user: NodeID, song: NodeID)] {
            var random = RandomSource(seed: seed)
            return (0..<count).map { place in
                let user = random.index(below: data.interactions.users.count)
                let history = model.history(
                    of: data.interactions.users[user],
                    played: data.interactions.played[user].map { data.interactions.songs[Int($0)] })
                let best = Ranking.best(10, of: place % 2 == 0 ? model.scorer.scores(for: history) : []) {
                    !history.songs.contains(Int32($0))
                }
                let song = best.randomElement(using: &random) ?? random.index(below: model.songs.count)
                return (data.interactions.users[user], model.songs[song])
            }
        }
    }

    @Test(arguments: ["taste", "taste2", "lastfm"]) func aThousandAccountsAddUpInStoredPaths(name: String) throws {
        let listening = try Listening(name)
        let reader = try listening.store.reader()
        var (stored, paths) = ([Triple: Bool](), 0)
        func isStored(_ edge: Triple) throws -> Bool {
            if let known = stored[edge] { return known }
            let found = try reader.neighbours(of: [edge.head], via: .only([edge.relation]), direction: .out).nodes
            stored[edge] = found.contains(edge.tail)
            return found.contains(edge.tail)
        }
        let played = try #require(reader.vocabulary.relation(named: "played"))
        for kind in [ModelKind.segue, .als, .itemknn, .lightgcn, .ncf] {
            let model = try listening.model(kind)
            for (user, song) in try listening.pairs(kind == .segue ? 1_000 : 100, model, seed: 5) {
                let found = try Account.accounts(of: [song], for: Taste(of: user), by: model, in: reader)[0]
                let account = try #require(found)
                let sum = account.terms.reduce(account.bias + account.other) { $0 + $1.weight }
                let bound = 1e-4 * max(abs(Double(account.score)), 0.1)
                #expect(abs(sum - Double(account.score)) <= bound, "\(kind): \(sum), \(account.score)")
                for term in account.terms {
                    #expect(try isStored(Triple(user, played, term.route.play)))
                    guard case .edges(let path) = term.route.way else { continue }
                    paths += 1
                    for edge in path.triples { #expect(try isStored(edge), "\(kind): \(edge)") }
                }
            }
        }
        #expect(name == "lastfm" ? paths == 0 : paths > 100, "\(paths)")
    }

    /// Each change of a thousand pairs against what the same model answers while the play is gone from the database.
    @Test(arguments: ["taste", "taste2", "lastfm"]) func aThousandChangesAreThoseOfADatabaseWithout(name: String) throws
    {
        let listening = try Listening(name)
        let model = try listening.model(.segue)
        let writer = try listening.store.begin()
        defer { writer.abort() }
        let played = try #require(writer.vocabulary.relation(named: "played"))
        var checked = 0
        for (user, song) in try listening.pairs(1_000, model, seed: 6) {
            // The first few changes of each are enough: all are found alike.
            let explanation = try Explanation(
                of: song, for: Taste(of: user), by: model, changing: .milliseconds(4), in: writer)
            for change in (explanation.counterfactuals?.without ?? []).prefix(1) {
                let edge = Triple(user, played, change.songs[0])
                let weight = try writer.weights(of: [edge])[0]
                try writer.remove(edge)
                let rank = try SongRank(of: song, for: Taste(of: user), by: model, in: writer)
                #expect(rank == change.rank, "\(user) \(song)")
                try writer.add(edge, weight: weight)
                checked += 1
            }
        }
        #expect(checked > 600, "\(checked)")
    }
}
