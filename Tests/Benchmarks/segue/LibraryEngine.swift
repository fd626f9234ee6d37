import SegueKit

/// SegueKit: the public calls of a Swift program, statements in and typed rows out.
final class LibraryEngine: Engine {
    static let questions = Question.allCases

    private let database: String
    private let names: NodeNames
    private var graph: SegueDatabase?

    init(folder: String, database: String) throws {
        self.database = database
        names = try NodeNames(folder: folder)
    }

    func open() throws { graph = try SegueDatabase(at: database) }

    func close() { graph = nil }

    private func opened() throws -> SegueDatabase {
        guard let graph else { throw Unanswered(what: "closed") }
        return graph
    }

    func answer(_ question: Question, _ item: Item) throws -> Rows {
        let graph = try opened()
        switch (question, item) {
        case (.oneHop, .node(let song)): return try graph.query("neighbours song \(song)")
        case (.twoHops, .node(let song)): return try graph.query("neighbours song \(song) hops 2 return count")
        case (.artistAndAlbum, .node(let song)):
            return try graph.query("neighbours song \(song) hops 2 via sungBy, onAlbum")
        case (.threeHops, .node(let song)):
            return try graph.query(
                "neighbours song \(song) hops 3 via sungBy, onAlbum, taggedWith, similarTo return count")
        case (.shortestPath, .pair(let start, let goal)):
            return try graph.query("paths song \(start) to song \(goal) hops 16 limit 1")
        case (.shared, .node(let song)): return try graph.query(Self.shared(with: song))
        case (.title, .text(let title)):
            return try graph.query("match (node:song {label: $title}) return node", ["title": .text(title)])
        case (.prefix, .text(let prefix)): return try graph.query(#"find "\#(prefix)" type song limit 20"#)
        default: throw Unanswered(what: question.rawValue)
        }
    }

    /// Three patterns, so that the artist's own songs are found too: within one, no edge is used twice.
    private static func shared(with song: Int) -> String {
        """
        match (s:song {key: "\(song)"})-[:sungBy]->(a)-[:taggedWith]->(g), (t:song)-[:sungBy]->(b)-[:taggedWith]->(g),
              (s)-[:releasedIn]->(y)<-[:releasedIn]-(t)
        where t != s
        return t as node, count(*) as count order by count(*) desc limit 10
        """
    }

    func settle(_ rows: Rows, to question: Question) throws -> Answer {
        switch question {
        case .oneHop: return .count(rows.count)
        case .twoHops, .threeHops: return .count(rows.first?["count"]?.integer ?? -1)
        case .shortestPath:
            guard let path = rows.first?["path"]?.path else { return .nodes([]) }
            var nodes = [path.start]
            for step in path.steps { nodes.append(step.isInverse ? step.edge.head : step.edge.tail) }
            return .nodes(try nodes.map(number))
        case .shared: return .ranked(try rows.map { (try number($0["node"]?.node), $0["count"]?.integer ?? 0) })
        case .artistAndAlbum:
            return .named(try rows.map { (try number($0["node"]?.node), $0["node"]?.node?.label ?? "") })
        case .title, .prefix: return .nodes(try rows.map { try number($0["node"]?.node) })
        }
    }

    private func number(_ node: Node?) throws -> Int {
        guard let node else { throw Unanswered(what: "a row without a node") }
        return try names.number(of: "\(node.type):\(node.key)")
    }

    func insert(_ artist: Int, _ tag: Int) throws { try opened().query(try addition(artist, tag)) }

    func insert(_ edges: [[Int]]) throws {
        let graph = try opened()
        try graph.transaction {
            for ends in edges { try graph.query(try addition(ends[0], ends[1])) }
        }
    }

    private func addition(_ artist: Int, _ tag: Int) throws -> String {
        "add \(try names.reference(artist)) taggedWith \(try names.reference(tag))"
    }

    func edgeCount() throws -> Int {
        try opened().query("stats").filter { $0["kind"]?.text == "edges" }.reduce(0) {
            $0 + ($1["count"]?.integer ?? 0)
        }
    }
}
