import Graph
import Query
import TripleStore

/// The query layer below every statement: what the store and the walks take by themselves. No user calls it; it is asked
/// for by `--peers engine`, to see what parsing, binding and rows cost.
final class QueryEngine: Engine {
    static let questions = Question.allCases

    private let database: String
    private let workspace = Workspace()
    private var store: TripleStore?
    private var reading: Reading?

    /// The graph as of one commit.
    private struct Reading {
        let reader: StoreReader
        let query: GraphQuery<StoreReader>
        let song: TypeID
        let close: EdgeChoice
        let timeless: EdgeChoice
    }

    /// An answer whose nodes are segue's own.
    enum Raw {
        case count(Int)
        case nodes([NodeID])
        case named([Node])
        case path(Path?)
        case rows(Rows)
    }

    init(folder: String, database: String) throws { self.database = database }

    func open() throws {
        let store = try TripleStore(folder: database)
        let reader = try store.reader()
        guard let song = reader.vocabulary.type(named: "song") else { throw Unanswered(what: "song") }
        self.store = store
        reading = Reading(
            reader: reader, query: GraphQuery(reader, workspace: workspace), song: song,
            close: try edges(["sungBy", "onAlbum"], in: reader.vocabulary),
            timeless: try edges(["sungBy", "onAlbum", "taggedWith", "similarTo"], in: reader.vocabulary))
    }

    private func edges(_ names: [String], in vocabulary: Vocabulary) throws -> EdgeChoice {
        EdgeChoice(.of(try names.map { try vocabulary.known($0) }))
    }

    func close() { (reading, store) = (nil, nil) }

    func answer(_ question: Question, _ item: Item) throws -> Raw {
        guard let reading else { throw Unanswered(what: "closed") }
        let query = reading.query
        switch (question, item) {
        case (.oneHop, .node(let song)):
            return .count(try query.neighbourCount(of: NodeID(song)))
        case (.twoHops, .node(let song)):
            return .count(try query.neighbourCount(of: NodeID(song), hops: 1...2))
        case (.artistAndAlbum, .node(let song)):
            let near = try query.neighbourhood(of: NodeID(song), hops: 1...2, by: reading.close)
            return .named(try reading.reader.nodes(near.members.map(\.node)))
        case (.threeHops, .node(let song)):
            return .count(try query.neighbourCount(of: NodeID(song), hops: 1...3, by: reading.timeless))
        case (.shortestPath, .pair(let start, let goal)):
            let request = PathRequest(from: NodeID(start), to: NodeID(goal), hops: 1...16, limit: 1)
            return .path(try query.shortestPaths(request).paths.first)
        case (.shared, .node(let song)):
            let shared = try SharedTags(with: NodeID(song), in: reading.reader.vocabulary)
            return .rows(try query.match(shared.pattern, returning: shared.answer).rows)
        case (.title, .text(let title)):
            return .nodes(try reading.reader.nodes(labelled: title, type: reading.song))
        case (.prefix, .text(let prefix)):
            return .nodes(try reading.reader.nodes(labelPrefix: prefix, type: reading.song, limit: 20))
        default: throw Unanswered(what: question.rawValue)
        }
    }

    func settle(_ raw: Raw, to question: Question) throws -> Answer {
        switch raw {
        case .count(let count): .count(count)
        case .nodes(let nodes): .nodes(nodes.map(\.index))
        case .named(let nodes): .named(nodes.map { ($0.id.index, $0.name) })
        case .path(let path): .nodes(path?.nodes.map(\.index) ?? [])
        case .rows(let rows): .ranked(try (0..<rows.count).map { try ranked(rows.columns, at: $0) })
        }
    }

    private func ranked(_ columns: [[Datum]], at row: Int) throws -> (Int, Int) {
        guard case .node(let node) = columns[0][row], case .integer(let count) = columns[1][row] else {
            throw Unanswered(what: "row \(row)")
        }
        return (node.index, Int(count))
    }

    func insert(_ artist: Int, _ tag: Int) throws { try insert([[artist, tag]]) }

    /// What was read is let go first, as a program does that means to write: a living reader keeps old pages from reuse.
    func insert(_ edges: [[Int]]) throws {
        reading = nil
        try store?.write { writer in
            let taggedWith = try writer.vocabulary.known("taggedWith")
            for ends in edges { try writer.add(Triple(NodeID(ends[0]), taggedWith, NodeID(ends[1]))) }
        }
    }

    func edgeCount() throws -> Int {
        try store?.reader().vocabulary.relations.reduce(0) { $0 + $1.count } ?? 0
    }
}

extension Vocabulary {
    /// The relation called `name`, which the generated graph has.
    func known(_ name: String) throws -> RelationID {
        guard let relation = relation(named: name) else { throw Unanswered(what: name) }
        return relation
    }
}
