import Export
import Grammar
import TripleStore

extension Session {
    /// `export FILE [format FORMAT]`: writes the whole graph that `reader` sees, the file whole or not at all.
    func exportFile(_ path: Word, _ format: Word?, from reader: StoreReader) throws -> Answer {
        let kind = try exportKind(format, of: path)
        let started = ContinuousClock.now
        let exporter = Exporter(reader, cancellation: cancellation) { [console] rows in
            console.progress("\(rows.grouped) nodes and edges written")
        }
        let report = try exporter.run(kind, to: path.text)
        console.progress(nil)
        return .saying(.exported(report, file: path.text, started.duration(to: .now)))
    }

    /// The kind of the format that is named, else the one that the file's name tells.
    private func exportKind(_ format: Word?, of path: Word) throws -> ExportKind {
        let formats: [String: ExportKind] = [
            "tsv": .triples, "csv": .csv, "jsonl": .jsonl, "graphml": .graphml, "dot": .dot,
        ]
        if let format {
            if let kind = formats[format.text.lowercased()] { return kind }
            throw SessionError(
                .badValue(
                    "export", found: format.text,
                    expected: "\(Message.choice(formats.keys.sorted())); N-Triples by a file's name in .nt"),
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
