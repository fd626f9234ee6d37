import Graph
import Query

extension Work {
    /// What a statement does beside its steps: names bound, rows looked up.
    static let wholeStatement = "the whole statement, names looked up"

    /// The step in words, as `plan` shows it.
    func words(_ vocabulary: Vocabulary) -> String {
        switch self {
        case .hop(let hop, let edges): "hop \(hop) \(edges.words(vocabulary))"
        case .filter: "keep what the condition admits"
        case .sort: "put in order"
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
