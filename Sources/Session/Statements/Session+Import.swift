import Foundation
import Grammar
import Ingest
import TripleStore

extension Session {
    /// `import FILE [as KIND] [with …]`: reads a file into the graph, whole or not at all.
    func importFile(_ path: Word, _ kindWord: Word?, _ settings: [Assignment]) throws -> Answer {
        let kind = try importKind(kindWord, of: path)
        let tags = try tagColumns(settings, kind)
        let started = ContinuousClock.now
        let report = try mutate { writer in
            let importer = Importer(into: writer, cancellation: cancellation) { [progress] in
                progress.show(Standing($0))
            }
            let report = try importer.run(kind, path: path.text, tags: tags)
            progress.show(Standing(.committing))
            return report
        }
        return .saying(.imported(report, kind, started.duration(to: .now)))
    }

    /// The kind that is named, else the one that the file's name tells.
    func importKind(_ word: Word?, of path: Word) throws -> Importer.Kind {
        let known = Importer.Kind.allCases.map(\.rawValue)
        if let word {
            if let kind = Importer.Kind(rawValue: word.text.lowercased()) { return kind }
            throw SessionError(.unknownWord(word.text, of: "kind of import", known: known), at: word.span)
        }
        if let kind = try Importer.Kind(ofFile: path.text) { return kind }
        throw SessionError(
            .untoldKind(path.text, known: known),
            at: path.span)
    }

    func tagColumns(_ settings: [Assignment], _ kind: Importer.Kind) throws -> [String] {
        for setting in settings where kind != .songs || setting.name.text.lowercased() != "tags" {
            throw SessionError(
                .unknownSetting(setting.name.text, known: kind == .songs ? ["tags"] : []), at: setting.name.span)
        }
        return try settings.flatMap { setting in
            try names.resolved(setting.value).plainText.split(separator: ",")
                .map { String($0).trimmingCharacters(in: .whitespaces) }
        }
    }
}

extension Standing {
    /// Where an import stands.
    init(_ progress: Importer.Progress) {
        self.init(.importing(progress.step))
        share = progress.share
        count = Count(amount: progress.count, unit: progress.step == .storing ? .edges : .rows)
    }
}

extension Duration {
    /// The seconds to one decimal.
    var seconds: String { String(format: "%.1f", self / .seconds(1)) }
}
