import Export
import Grammar
import Graph
import Ingest
import Query
import Recommender
import TripleStore

/// An error in words: what happened, and a way on.
struct Message {
    /// The stable names of errors, for programs.
    enum Code: String, CaseIterable {
        case syntax
        case unknownVerb = "unknown_verb"
        case unknownNode = "unknown_node"
        case unknownRelation = "unknown_relation"
        case unknownType = "unknown_type"
        case ambiguous
        case badValue = "bad_value"
        case noModel = "no_model"
        case staleModel = "stale_model"
        case readOnly = "read_only"
        case locked
        case mapFull = "map_full"
        case corrupt
        case io
        case interrupted
        case `internal`
    }

    let code: Code
    /// One line: the cause.
    let cause: String
    /// One line: a way on.
    var help: String?
    /// What may have been meant.
    var suggestions: [String] = []
    /// Lines between the cause and the help: the hits of an ambiguous name.
    var details: [String] = []

    init(
        _ code: Code, _ cause: String, help: String? = nil, suggestions: [String] = [], details: [String] = []
    ) {
        self.code = code
        self.cause = cause
        self.help = help
        self.suggestions = suggestions
        self.details = details
    }

    /// The words for any error of segue's modules.
    init(_ error: any Error) {
        switch error {
        case let error as SessionError: self.init(error.fact)
        case let error as ParseError: self.init(error.kind)
        case let error as IngestError: self.init(error)
        case let error as ExportError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as GraphError: self.init(error)
        case let error as RemoteError: self.init(error)
        case let error as QueryError: self.init(error)
        case let error as RecommenderError: self.init(error)
        default: self.init(.internal, "\(error)", help: "this is a fault of segue's; please report it")
        }
    }

    init(_ error: QueryError) {
        switch error {
        case .patternTooLarge(let limit):
            self.init(
                .badValue, "the path expression unrolls to more than \(limit) steps",
                help: "use smaller numbers in braces, or `*` and `+`")
        case .negativeCost:
            self.init(
                .badValue, "an edge on the way has a number below zero, so that no path is the cheapest",
                help: "leave its relation out with `via`")
        case .graph(let error): self.init(error)
        }
    }

    /// `a, b or c`, each in back-ticks.
    static func choice(_ words: [String]) -> String {
        list(words.map { "`\($0.count > 60 ? $0.prefix(60) + "…" : $0)`" })
    }

    /// `a, b or c`.
    static func list(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }

    /// How to choose one of several nodes, a line each.
    static func choosing(_ name: String, _ hits: [SessionError.Hit]) -> [String] {
        let listed = hits.prefix(20).enumerated().map { place, hit in
            "  @\(place + 1)  \(hit.node.reference)  \(hit.node.inline) – \(hit.telling)"
        }
        let more = hits.count > listed.count ? ["  … and \(hits.count - listed.count) more"] : []
        return ["\(name) is \(hits.count) nodes; choose one by `@1` … `@\(hits.count)` or its key:"] + listed + more
    }
}
