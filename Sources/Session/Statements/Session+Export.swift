import Export
import Grammar
import Graph

extension Session {
    /// `export FILE [format FORMAT]`: writes the whole graph that `reader` sees, the file whole or not at all.
    func exportFile(_ path: Word, _ format: Word?, from reader: AnyGraph) throws -> Answer {
        let kind = try exportKind(format, of: path)
        let started = ContinuousClock.now
        let exporter = Exporter(reader, cancellation: cancellation) { [progress, isShown = !isTerminal(path.text)] in
            if isShown { progress.show(Standing($0, file: path.text)) }
        }
        let report = try exporter.run(kind, to: path.text)
        return .saying(.exported(nodes: report.nodes, edges: report.edges, file: path.text, started.duration(to: .now)))
    }

    /// Whether a file is the terminal at which a person sees how far its writing is.
    private func isTerminal(_ path: String) -> Bool {
        path == "/dev/stdout" ? console.isOutputTerminal : ["/dev/stderr", "/dev/tty"].contains(path)
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

extension Standing {
    /// Where an export to `file` stands.
    fileprivate init(_ progress: ExportProgress, file: String) {
        self.init(.exporting(progress.step, file: file))
        share = progress.of > 0 ? Double(progress.done) / Double(progress.of) : nil
        count = Count(amount: progress.done, unit: .elements)
    }
}
