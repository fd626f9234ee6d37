import Export
import Foundation
import Graph
import Ingest
import TestSupport
import TripleStore

/// Any file is imported whole into a database that contradicts itself nowhere and comes back from an export as it was,
/// or is refused with a place in it and leaves the database as it was.
final class ImportTrial: Trial {
    /// What parts the files of a split: the ASCII character for that.
    static let separator = UInt8(0x1C)

    private let kind: Importer.Kind
    private let folder: TemporaryFolder
    private var store: TripleStore
    private var stores = 1

    init(_ kind: Importer.Kind) throws {
        self.kind = kind
        folder = try TemporaryFolder()
        store = try TripleStore(folder: folder.path + "/db", options: .init(creates: true))
    }

    func take(_ bytes: [UInt8]) throws {
        let files = try write(bytes)
        // One in many is committed, in a database of its own then.
        let mark = bytes.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) } >> 3
        let form = ExportKind.allCases[Int(mark % 6)]
        let exported = folder.path + "/exported" + form.ending
        guard let graph = try graph(kind, files, exportedAs: form, to: exported) else {
            return try hold(store.reader().vocabulary == Vocabulary(), "what was refused left names")
        }
        let again = try self.graph(Importer.Kind(form), [exported: contents(of: exported)])
        try hold(again == graph, "not the same from \(form): \(graph) then \(again ?? [])")
        if mark % 64 == 63 { try commit(files, graph) }
    }

    /// Writes the file or files; answers their bytes by their paths, the first of which is imported.
    private func write(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        if kind == .split {
            let parts = bytes.split(separator: Self.separator, maxSplits: 2, omittingEmptySubsequences: false)
            var files: [String: [UInt8]] = [:]
            for (number, ending) in [".train.rating", ".test.rating", ".test.negative"].enumerated() {
                let part = number < parts.count ? Array(parts[number]) : []
                files[try folder.write(part, to: "s" + ending)] = part
            }
            return files
        }
        for ending in [".csv", ".tsv"] where kind == .csv || kind == .triples {
            // What guesses the kind from the first line takes any bytes too.
            _ = try? Importer.Kind(ofFile: folder.write(bytes, to: "guessed" + ending))
        }
        return [try folder.write(bytes, to: "file"): bytes]
    }

    /// The graph that the files make, as lines; nil where they are refused. Nothing of it is kept.
    private func graph(
        _ kind: Importer.Kind, _ files: [String: [UInt8]], exportedAs form: ExportKind? = nil, to exported: String = ""
    ) throws -> [String]? {
        let writer = try store.begin()
        defer { writer.abort() }
        guard try run(kind, files, into: writer) else { return nil }
        let findings = try writer.findings()
        try hold(findings.isEmpty, "\(findings)")
        if let form { _ = try Exporter(writer).run(form, to: exported) }
        return try contents(of: writer)
    }

    /// Whether the files are imported; an error has a place in one of them.
    private func run(_ kind: Importer.Kind, _ files: [String: [UInt8]], into writer: StoreWriter) throws -> Bool {
        let path = files.count > 1 ? folder.path + "/s" : files.keys.first!
        let tags = files.values.contains { $0.starts(with: Array("song_id,title,genre".utf8)) } ? ["genre"] : []
        do throws(IngestError) {
            _ = try Importer(into: writer).run(kind, path: path, tags: tags)
            return true
        } catch {
            guard case .malformed(let path, let line, let problem) = error else { return false }
            guard let bytes = files[path] else { throw Breach(description: "an error in \(path)") }
            if !bytes.starts(with: [0x1F, 0x8B]) { try check(line, problem, bytes) }
            return false
        }
    }

    private func check(_ line: Int, _ problem: IngestError.Problem, _ bytes: [UInt8]) throws(Breach) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        try hold((0...lines.count).contains(line), "line \(line) of \(lines.count)")
        guard case .syntax(let column, _) = problem, kind != .graphml else { return }
        let width = lines[line - 1].count
        try hold((1...width + 1).contains(column), "column \(column) of \(width) in line \(line)")
    }

    /// Imports for good into a new database, and looks at it once it is opened anew.
    private func commit(_ files: [String: [UInt8]], _ graph: [String]) throws {
        let path = folder.path + "/db\(stores)"
        stores += 1
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fresh = try TripleStore(folder: path, options: .init(creates: true))
        let isImported = try fresh.write { try run(kind, files, into: $0) }
        let reader = try fresh.reader()
        let findings = try reader.findings()
        try hold(isImported && findings.isEmpty, "committed: \(findings)")
        try hold(contents(of: reader) == graph, "committed otherwise")
    }
}

extension Importer.Kind {
    /// The kind that reads an export.
    fileprivate init(_ form: ExportKind) { self = Self(rawValue: form.rawValue)! }
}
