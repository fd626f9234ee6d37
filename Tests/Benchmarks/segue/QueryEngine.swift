import Graph
import Query
import TripleStore

/// The query layer: what a program calls that embeds segue, as the peers are called from Python.
final class QueryEngine: Engine {
    static let questions = Question.allCases.filter { $0 != .shared }

    private let database: String
    private let workspace = Workspace()
    private var opened: Opened?

    /// An open database, read as of one commit.
    private struct Opened {
        let store: TripleStore
        let reader: StoreReader
        let query: GraphQuery<StoreReader>
        let song: TypeID
        let close: EdgeChoice
        let timeless: EdgeChoice
        let taggedWith: RelationID
    }

    /// An answer whose nodes are segue's own.
    enum Raw {
        case count(Int)
        case nodes([NodeID])
        case named([Node])
        case path(Path?)
    }

    init(folder: String, database: String) throws { self.database = database }

    func open() throws {
        let store = try TripleStore(folder: database)
        let reader = try store.reader()
        func relations(_ names: [String]) throws -> [RelationID] {
            try names.map { name in
                guard let relation = reader.vocabulary.relation(named: name) else { throw Unanswered(what: name) }
                return relation
            }
        }
        guard let song = reader.vocabulary.type(named: "song") else { throw Unanswered(what: "song") }
        opened = Opened(
            store: store, reader: reader, query: GraphQuery(reader, workspace: workspace), song: song,
            close: EdgeChoice(.of(try relations(["sungBy", "onAlbum"]))),
            timeless: EdgeChoice(.of(try relations(["sungBy", "onAlbum", "taggedWith", "similarTo"]))),
            taggedWith: try relations(["taggedWith"])[0])
    }

    func close() { opened = nil }

    func answer(_ question: Question, _ item: Item) throws -> Raw {
        guard let opened else { throw Unanswered(what: "closed") }
        let query = opened.query
        switch (question, item) {
        case (.oneHop, .node(let song)):
            return .count(try query.neighbourhood(of: NodeID(song)).members.count)
        case (.twoHops, .node(let song)):
            return .count(try query.neighbourhood(of: NodeID(song), hops: 1...2).members.count)
        case (.artistAndAlbum, .node(let song)):
            let near = try query.neighbourhood(of: NodeID(song), hops: 1...2, by: opened.close)
            return .named(try opened.reader.nodes(near.members.map(\.node)))
        case (.threeHops, .node(let song)):
            return .count(try query.neighbourhood(of: NodeID(song), hops: 1...3, by: opened.timeless).members.count)
        case (.shortestPath, .pair(let start, let goal)):
            return .path(
                try query.shortestPaths(from: NodeID(start), to: NodeID(goal), hops: 16, limit: 1).paths.first)
        case (.title, .text(let title)):
            return .nodes(try songs(try opened.reader.nodes(labelled: title), opened))
        case (.prefix, .text(let prefix)): return .nodes(try songs(prefix: prefix, limit: 20, opened))
        default: throw Unanswered(what: question.rawValue)
        }
    }

    /// The songs among nodes of one label.
    private func songs(_ nodes: [NodeID], _ opened: Opened) throws -> [NodeID] {
        try opened.reader.nodes(nodes).filter { $0.type == opened.song }.map(\.id)
    }

    /// The first songs whose label starts so; others bear such labels too, so ever more are looked at.
    private func songs(prefix: String, limit: Int, _ opened: Opened) throws -> [NodeID] {
        var read = limit
        while true {
            let nodes = try opened.reader.nodes(labelPrefix: prefix, limit: read)
            let songs = try songs(nodes, opened)
            if songs.count >= limit || nodes.count < read { return Array(songs.prefix(limit)) }
            read *= 8
        }
    }

    func settle(_ raw: Raw, to question: Question) throws -> Answer {
        switch raw {
        case .count(let count): .count(count)
        case .nodes(let nodes): .nodes(nodes.map(\.index))
        case .named(let nodes): .named(nodes.map { ($0.id.index, $0.name) })
        case .path(let path): .nodes(path?.nodes.map(\.index) ?? [])
        }
    }

    func insert(_ artist: Int, _ tag: Int) throws { try insert([[artist, tag]]) }

    func insert(_ edges: [[Int]]) throws {
        guard let opened else { throw Unanswered(what: "closed") }
        try opened.store.write { writer in
            for ends in edges { try writer.add(Triple(NodeID(ends[0]), opened.taggedWith, NodeID(ends[1]))) }
        }
    }

    func edgeCount() throws -> Int {
        guard let opened else { throw Unanswered(what: "closed") }
        return try opened.store.reader().vocabulary.relations.reduce(0) { $0 + $1.count }
    }
}
