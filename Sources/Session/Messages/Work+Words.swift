import Graph
import Query

extension Work {
    /// What a statement does beside its steps: names bound, rows looked up.
    static let wholeStatement = "the whole statement, names looked up"

    /// The step in words, as `plan` shows it; `variables` are what a match's nodes and edges are called.
    func words(_ vocabulary: Vocabulary, _ variables: MatchNames) -> String {
        switch self {
        case .hop(let hop, let edges): "hop \(hop) \(edges.words(vocabulary))"
        case .filter: "keep what the condition admits"
        case .sort: "put in order"
        case .match(let work): work.words(vocabulary, variables)
        }
    }
}

/// What the variables of a match are called in a plan.
struct MatchNames {
    var nodes: [String] = []
    var edges: [String] = []
}

extension MatchWork {
    fileprivate func words(_ vocabulary: Vocabulary, _ names: MatchNames) -> String {
        switch self {
        case .start(let node, let start): "\(names.nodes[node]): start with \(start.words(vocabulary))"
        case .expand(let node, let edges) where edges.count == 1:
            "\(names.nodes[node]): follow \(names.edges[edges[0]])"
        case .expand(let node, let edges):
            "\(names.nodes[node]): intersect the lists of \(edges.map { names.edges[$0] }.joined(separator: ", "))"
        case .check(let edge, let from): "\(names.edges[edge]): look for it in the list of \(names.nodes[from])"
        case .trails(let edge, let from): "\(names.edges[edge]): follow trails from \(names.nodes[from])"
        case .count(let node): "\(names.nodes[node]): count the answers at each, none listed"
        case .top(let node): "\(names.nodes[node]): walk from the largest counts down until the first are sure"
        }
    }
}

extension MatchStart {
    fileprivate func words(_ vocabulary: Vocabulary) -> String {
        switch self {
        case .candidates: "what its key or label names"
        case .type(let type): "every \(vocabulary[type].name)"
        case .ends(let edges): "all that have an edge \(edges.words(vocabulary))"
        case .all: "every node"
        }
    }
}

extension EdgeChoice {
    /// `along sungBy, onAlbum`, `against sungBy`, `by any relation, either way`.
    func words(_ vocabulary: Vocabulary) -> String {
        let names =
            switch relations {
            case .all: "any relation"
            case .only(let relations): relations.map { vocabulary[$0].name }.joined(separator: ", ")
            }
        return switch direction {
        case .out: "along \(names)"
        case .in: "against \(names)"
        case .both: "by \(names), either way"
        }
    }
}
