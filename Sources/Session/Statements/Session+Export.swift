import Export
import Grammar
import TripleStore

extension Session {
    /// `export FILE [format FORMAT]`: writes the whole graph that `reader` sees, the file whole or not at all.
    func exportFile(_ path: Word, _ format: Word?, from reader: StoreReader) throws -> Answer {
        let kind = try exportKind(format, of: path)
        let started = ContinuousClock.now
        let exporter = Exporter(reader, cancellation: cancellation) { [console] progress in
            console.progress("\(progress.done.grouped) nodes and edges written")
        }
        let report = try exporter.run(kind, to: path.text)
        console.progress(nil)
        return .saying(.exported(report, file: path.text, started.duration(to: .now)))
    }

    /// The kind of the format that is named, else the one that the file's name tells.
    func exportKind(_ format: Word?, of path: Word) throws -> ExportKind {
        if let format {
            // The grammar has no format of N-Triples: those go by a file's name alone.
            let kinds = ExportKind.allCases.filter { $0 != .ntriples }
            if let kind = kinds.first(where: { $0.ending == "." + format.text.lowercased() }) { return kind }
            let formats = kinds.map { String($0.ending.dropFirst()) }.sorted()
            throw SessionError(
                .badValue(
                    "export", found: format.text,
                    expected: "\(Message.choice(formats)); N-Triples by a file's name in .nt"),
                at: format.span)
        }
        if let kind = ExportKind(ofFile: path.text) { return kind }
        throw SessionError(
            .badValue(
                "export", found: path.text,
                expected: "a name in \(Message.choice(ExportKind.allCases.map(\.ending))), or `format`"),
            at: path.span)
    }
}
