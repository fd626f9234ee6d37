import Foundation
import Graph
import Session
import TripleStore

/// Whole statements, as a person types them: text in, rows of JSON out.
final class StatementEngine: Engine {
    static let questions = Question.allCases

    private let database: String
    private let names: NodeNames
    private let output = Output()
    private var session: Session?

    init(folder: String, database: String) throws {
        self.database = database
        names = try NodeNames(folder: folder)
    }

    func open() throws {
        session = try Session(
            store: try TripleStore(folder: database), console: output.console, cancellation: Cancellation(),
            format: "jsonl")
    }

    func close() { session = nil }

    func answer(_ question: Question, _ item: Item) throws -> String {
        try run(try statement(question, item))
    }

    private func statement(_ question: Question, _ item: Item) throws -> String {
        switch (question, item) {
        case (.oneHop, .node(let song)): return "neighbours song \(song)"
        case (.twoHops, .node(let song)): return "neighbours song \(song) hops 2"
        case (.artistAndAlbum, .node(let song)): return "neighbours song \(song) hops 2 via sungBy, onAlbum"
        case (.threeHops, .node(let song)):
            return "neighbours song \(song) hops 3 via sungBy, onAlbum, taggedWith, similarTo"
        case (.shortestPath, .pair(let start, let goal)):
            return "paths song \(start) to song \(goal) hops 16 limit 1"
        case (.shared, .node(let song)): return Self.shared(with: song)
        case (.title, .text(let title)): return #"match (node:song {label: "\#(title)"}) return node"#
        case (.prefix, .text(let prefix)): return #"find "\#(prefix)" type song limit 20"#
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

    /// Runs statements; answers what they wrote.
    private func run(_ text: String) throws -> String {
        output.clear()
        guard let session, case .done = session.run(text, named: "benchmark") else {
            throw Unanswered(what: output.notes)
        }
        return output.results
    }

    func settle(_ raw: String, to question: Question) throws -> Answer {
        let lines = raw.utf8.split(separator: UInt8(ascii: "\n"))
        switch question {
        case .oneHop, .twoHops, .threeHops: return .count(lines.count)
        case .shortestPath:
            let rows = try lines.map { try JSONDecoder().decode(PathRow.self, from: Data($0)) }
            return .nodes(try rows.first.map { try $0.path.nodes.map { try names.number(of: $0.id) } } ?? [])
        case .shared:
            return .ranked(try rows(lines).map { (try names.number(of: $0.node.id), $0.count ?? 0) })
        case .artistAndAlbum:
            return .named(try rows(lines).map { (try names.number(of: $0.node.id), $0.node.label ?? "") })
        default: return .nodes(try rows(lines).map { try names.number(of: $0.node.id) })
        }
    }

    private func rows(_ lines: [Substring.UTF8View]) throws -> [NodeRow] {
        try lines.map { try JSONDecoder().decode(NodeRow.self, from: Data($0)) }
    }

    func insert(_ artist: Int, _ tag: Int) throws { _ = try run(try addition(artist, tag)) }

    func insert(_ edges: [[Int]]) throws {
        let additions = try edges.map { try addition($0[0], $0[1]) }
        _ = try run("begin\n\(additions.joined(separator: "\n"))\ncommit")
    }

    private func addition(_ artist: Int, _ tag: Int) throws -> String {
        "add \(try names.reference(artist)) taggedWith \(try names.reference(tag))"
    }

    func edgeCount() throws -> Int {
        try run("stats").utf8.split(separator: UInt8(ascii: "\n"))
            .map { try JSONDecoder().decode(StatsRow.self, from: Data($0)) }
            .filter { $0.kind == "edges" }.reduce(0) { $0 + $1.count }
    }
}

// Rows of the language's JSON, as far as they are looked at.

private struct NodeRow: Decodable {
    struct Node: Decodable {
        let id: String
        let label: String?
    }
    let node: Node
    let count: Int?
}

private struct PathRow: Decodable {
    struct Path: Decodable { let nodes: [NodeRow.Node] }
    let path: Path
}

private struct StatsRow: Decodable {
    let kind: String
    let count: Int
}
