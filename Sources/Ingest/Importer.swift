import Graph
import Spill
import TripleStore

/// Reads files into triples of one write transaction.
///
/// What it throws leaves the transaction to be aborted: a file is imported whole or not at all.
public struct Importer {
    /// The kinds of file that can be read.
    public enum Kind: String, CaseIterable, Sendable {
        /// `user song count [time]`, tab or space between.
        case plays
        /// CSV with a header.
        case songs
        /// `track<SEP>song<SEP>artist<SEP>title`.
        case tracks
        /// A SQLite file of the Million Song Dataset.
        case msd
        /// The three files of a given split.
        case split
        /// `head relation tail [weight]`, tab between; what `export` writes says all of a graph.
        case triples
        /// N-Triples.
        case ntriples
        /// CSV with a row a node or edge, as `export` writes it.
        case csv
        /// JSON lines.
        case jsonl
        /// GraphML.
        case graphml
        /// Graphviz's DOT.
        case dot
    }

    /// What an import brought.
    public struct Report: Equatable, Sendable {
        /// Lines or records read.
        public var rows = 0
        /// Nodes that were not there before.
        public var nodes = 0
        /// Edges that were not there before.
        public var edges = 0
        /// Types and relations that were not there before.
        public var newNames: [String] = []
    }

    let writer: StoreWriter
    let cancellation: Cancellation
    let progress: (Progress) -> Void

    /// Imports into `writer`; `progress` hears now and then how far it is.
    public init(
        into writer: StoreWriter, cancellation: Cancellation = Cancellation(),
        progress: @escaping (Progress) -> Void = { _ in }
    ) {
        self.writer = writer
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Imports the file (of a split: the files' common name) at `path`; `tags` are columns of tags in a songs file.
    public func run(_ kind: Kind, path: String, tags: [String] = []) throws(IngestError) -> Report {
        let before = Census(writer)
        var report = Report()
        report.rows = try read(kind, path, tags: tags)
        Census(writer).report(since: before, into: &report)
        return report
    }

    private func read(_ kind: Kind, _ path: String, tags: [String]) throws(IngestError) -> Int {
        switch kind {
        case .plays: try plays(path)
        case .songs: try songs(path, tags: tags)
        case .tracks: try tracks(path)
        case .msd: try msd(path)
        case .split: try split(path)
        case .triples: try triples(path)
        case .ntriples: try ntriples(path)
        case .csv: try csvGraph(path)
        case .jsonl: try jsonLines(path)
        case .graphml: try graphML(path)
        case .dot: try dot(path)
        }
    }

    /// Calls `body` with each line of the file and its reader; an empty file is an error.
    func eachLine(
        of path: String, _ body: (UnsafeBufferPointer<UInt8>, LineReader) throws(IngestError) -> Void
    ) throws(IngestError) {
        let reader = try LineReader(path: path)
        try tick(0, of: reader)
        while let line = try reader.next() {
            try body(line, reader)
            if reader.number & 0x3FFF == 0 { try tick(reader.number, of: reader) }
        }
        if reader.number == 0 { throw .empty(path: path) }
    }

    /// Calls `body` with each record of a CSV after its header and with their reader; answers how many there were.
    func eachRecord(
        of reader: inout CSVReader, below header: [String],
        _ body: ([String], CSVReader) throws(IngestError) -> Void
    ) throws(IngestError) -> Int {
        var rows = 0
        while let fields = try reader.next() {
            guard fields.count == header.count else {
                let expected = "\(header.count), as the header has"
                throw reader.malformed(.fieldCount(found: fields.count, expected: expected))
            }
            try body(fields, reader)
            rows += 1
            if rows & 0xFFF == 0 { try tick(rows, of: reader) }
        }
        return rows
    }

    /// Says how many rows of a file have been read.
    func tick(_ rows: Int, of file: some InputFile) throws(IngestError) {
        progress(Progress(step: .reading(path: file.path), count: rows, share: file.share))
        if cancellation.isRaised { throw .interrupted }
    }

    /// Adds a node a name of `table`; answers their numbers in the table's order.
    func addNodes(_ table: NameTable, type name: String) throws(IngestError) -> [NodeID] {
        let type = try type(name)
        let nodes = (0..<table.count).map { NewNode(type: type, key: table[$0]) }
        return try stored { () throws(StoreError) in try writer.add(nodes) }
    }

    /// Stores the edges that were kept until all files were read; says how far that is.
    func load(
        count: Int, _ edges: (StoreWriter.EdgeSink) throws(StoreError) -> Void
    ) throws(IngestError) {
        _ = try stored { () throws(StoreError) in
            try writer.load(
                count: count,
                progress: { share in
                    progress(Progress(step: .storing, count: Int(share * Double(count)), share: share))
                }, edges)
        }
    }

    /// A place for what is kept until all files have been read.
    func spool() -> Spool { Spool(memory: writer.rowMemory, folder: writer.folder) }

    /// Says that all files have been read.
    func beginStoring() { progress(Progress(step: .storing, count: 0, share: 0)) }

    /// Runs `body`, its errors as this module's.
    func stored<Result>(_ body: () throws(StoreError) -> Result) throws(IngestError) -> Result {
        do { return try body() } catch {
            throw error == .interrupted ? .interrupted : .store(error)
        }
    }
}

/// Keeps something in a temporary file until all files have been read.
func keeping<Result>(_ work: () throws(SpillError) -> Result) throws(IngestError) -> Result {
    do { return try work() } catch { throw .store(StoreError(error)) }
}

/// Counts before and after an import.
struct Census {
    let vocabulary: Vocabulary

    init(_ writer: StoreWriter) { vocabulary = writer.vocabulary }

    func report(since before: Census, into report: inout Importer.Report) {
        report.nodes = nodes - before.nodes
        report.edges = edges - before.edges
        report.newNames =
            vocabulary.types.dropFirst(before.vocabulary.types.count).map { "type \($0.name)" }
            + vocabulary.relations.dropFirst(before.vocabulary.relations.count).map { "relation \($0.name)" }
    }

    private var nodes: Int { vocabulary.types.reduce(0) { $0 + $1.count } }
    private var edges: Int { vocabulary.relations.reduce(0) { $0 + $1.count } }
}
