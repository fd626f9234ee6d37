import Export
import Foundation
import Graph
import Ingest
import Recommender
import TestSupport
import TripleStore

extension FuzzTarget {
    /// What its exploring starts from: small right inputs, and the wrong ones that were kept.
    package func seeds() throws -> [[UInt8]] { try small() + kept() }

    /// The kept inputs: what once broke something, and what no other seed has.
    package func kept() throws -> [[UInt8]] {
        let folder = "Tests/Fuzz/Kept/" + rawValue
        return FileManager.default.fileExists(atPath: Project.folder + "/" + folder) ? try Self.files(in: folder) : []
    }

    /// What the files of a folder of the project hold, by their names' order.
    private static func files(in folder: String, ending: String = "") throws -> [[UInt8]] {
        let folder = Project.folder + "/" + folder + "/"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { ending.isEmpty || $0.hasSuffix(ending) }
            .map { try contents(of: folder + $0) }
    }

    private func small() throws -> [[UInt8]] {
        switch self {
        case .parser, .script: try Self.scripts()
        case .plays: [Array(SmallData.plays.utf8)]
        case .songs: [Array(SmallData.songs.utf8)]
        case .tracks: [Array(SmallData.tracks.utf8)]
        case .split: [Array(SmallData.split.joined(separator: "\u{1C}").utf8)]
        case .msd: try Self.databases()
        case .gzip: try Self.compressed()
        case .model: try Self.models()
        case .arrow: try Self.files(in: "Tests/Arrow/Fixtures", ending: ".arrows")
        case .triples, .ntriples, .csv, .jsonl, .graphml, .dot: try exported()
        }
    }

    /// The corpus's queries, and the examples.
    private static func scripts() throws -> [[UInt8]] {
        func texts(of folder: String, ending: String) throws -> [String] {
            try files(in: folder, ending: ending).map { String(decoding: $0, as: UTF8.self) }
        }
        let cases = try texts(of: "Grammar/corpus", ending: ".txt").flatMap {
            "\n\($0)".components(separatedBy: "\n== ")
        }
        let queries = cases.map { text in
            text.components(separatedBy: "\n").dropFirst().prefix { $0 != "---" }.joined(separator: "\n")
        }
        return try (queries + texts(of: "Examples", ending: ".segue")).filter { !$0.isEmpty }.map { Array($0.utf8) }
    }

    private static func databases() throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        return try SmallData.databases.enumerated().map { number, statements in
            try contents(of: database(["PRAGMA page_size = 512"] + statements, in: folder, named: "\(number).db"))
        }
    }

    private static func compressed() throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        return [try contents(of: gzipped(folder.write(SmallData.plays, to: "plays.tsv")))]
    }

    /// The small graph in the target's own form.
    private func exported() throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        let store = try TripleStore(folder: folder.path + "/db", options: .init(creates: true))
        let file = try folder.write(SmallData.graph, to: "graph.jsonl")
        try store.write { _ = try Importer(into: $0).run(.jsonl, path: file) }
        let path = folder.path + "/exported"
        _ = try Exporter(store.reader()).run(ExportKind(rawValue: rawValue)!, to: path)
        return [try contents(of: path)]
    }

    /// The contents of a small model of each kind.
    private static func models() throws -> [[UInt8]] {
        let graph = MemoryGraph()
        let songs = (0..<5).map { graph.node("song", "S\($0)") }
        let artist = graph.node("artist", "A")
        for song in songs.prefix(3) { graph.edge(song, "sungBy", artist) }
        for number in 0..<4 {
            let user = graph.node("user", "U\(number)")
            for place in 0..<4 { graph.edge(user, "played", songs[(number + place) % 5], weight: 2) }
        }
        return try ModelKind.allCases.map { kind in
            var settings = TrainingSettings(kind)
            (settings.epochs, settings.batch, settings.negatives, settings.threads) = (1, 8, 2, 1)
            (settings.factors, settings.layers, settings.k, settings.keep) = (2, [4, 2], 2, 2)
            (settings.embedding, settings.state, settings.hidden, settings.hops) = (2, 2, 2, 1)
            let data = try TrainingData(reading: graph, settings: settings)
            return Array(ModelFile.bytes(of: try Trainer.train(settings, on: data)).dropFirst(28))
        }
    }
}
