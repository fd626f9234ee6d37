import Graph

/// Writes a whole graph to a file: every node with label and properties, every edge with weight and properties.
///
/// The file is written whole or not at all. Importing it into an empty database gives the same graph, and exporting
/// that the same bytes: nodes stand in the order of their numbers, edges in that of their heads, then of their
/// relations' names, then of their tails.
public struct Exporter<Reader: GraphReader> {
    /// What an export wrote.
    public struct Report: Equatable, Sendable {
        /// How many nodes.
        public var nodes = 0
        /// How many edges.
        public var edges = 0
    }

    private let graph: GraphWalk<Reader>
    /// How many nodes and edges there are.
    private let total: Int
    private let progress: (ExportProgress) -> Void

    /// Exports what `reader` sees; `progress` hears now and then how far it is.
    public init(
        _ reader: Reader, cancellation: Cancellation = Cancellation(),
        progress: @escaping (ExportProgress) -> Void = { _ in }
    ) {
        graph = GraphWalk(reader, cancellation)
        let vocabulary = reader.vocabulary
        total = vocabulary.types.reduce(0) { $0 + $1.count } + vocabulary.relations.reduce(0) { $0 + $1.count }
        self.progress = progress
    }

    /// Writes the file at `path` in place of one that is there; a name that ends in `.gz` is compressed.
    ///
    /// Links are followed; a pipe or a device is written into.
    public func run(_ kind: ExportKind, to path: String) throws(ExportError) -> Report {
        let columns = try kind.needsColumns ? PropertyColumns(of: graph) { tell(.surveying, $0) } : PropertyColumns()
        var form = kind.form(columns)
        var report = Report()
        let file = try ExportFile(path)
        try file.append(form.start)
        try graph.eachNode { node throws(ExportError) in
            try file.append(form.text(of: node))
            report.nodes += 1
            tell(.writing, report.nodes)
        }
        try graph.eachEdge { edge throws(ExportError) in
            try file.append(form.text(of: edge))
            report.edges += 1
            tell(.writing, report.nodes + report.edges)
        }
        try file.append(form.end)
        try file.put()
        return report
    }

    /// Says how many nodes and edges are done, once for every few thousand.
    private func tell(_ step: ExportProgress.Step, _ done: Int) {
        if done & 0xFFF == 0 { progress(ExportProgress(step: step, done: done, of: total)) }
    }
}

/// A form of file for graphs; what it gives is written as it comes.
protocol ExportForm {
    /// What stands before all.
    var start: String { get }
    /// What says a node.
    mutating func text(of node: ExportedNode) -> String
    /// What says an edge; all nodes have been said.
    mutating func text(of edge: ExportedEdge) -> String
    /// What stands behind all.
    var end: String { get }
}

extension ExportForm {
    var start: String { "" }
    var end: String { "" }
}
