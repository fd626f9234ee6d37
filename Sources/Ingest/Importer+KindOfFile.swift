import Graph

extension Importer.Kind {
    /// The kind that a file's name tells; nil where it does not.
    ///
    /// A `.csv` is a graph if its header is the one that `export` writes, else songs; a `.tsv` is triples if its first
    /// line is.
    public init?(ofFile path: String) throws(IngestError) {
        let name = path.lowercased()
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        let endings: [(ending: String, kind: Self)] = [
            (".nt", .ntriples), (".jsonl", .jsonl), (".graphml", .graphml), (".dot", .dot), (".gv", .dot),
            (".db", .msd),
        ]
        if let known = endings.first(where: { plain.hasSuffix($0.ending) }) {
            self = known.kind
        } else if plain.hasSuffix(".csv") {
            self = try Importer.isGraph(csv: path) ? .csv : .songs
        } else if plain.hasSuffix(".tsv"), try Importer.isExport(triples: path) {
            self = .triples
        } else {
            return nil
        }
    }
}

extension Importer {
    /// Whether the file's header is that of a graph.
    fileprivate static func isGraph(csv path: String) throws(IngestError) -> Bool {
        var reader = try CSVReader(path: path)
        return try reader.next()?.starts(with: CSVColumns.fixed) ?? false
    }

    /// Whether the file's first line is the remark that `export` begins triples with.
    fileprivate static func isExport(triples path: String) throws(IngestError) -> Bool {
        let reader = try LineReader(path: path)
        return try reader.next()?.elementsEqual(LineText.remark.utf8) ?? false
    }
}
