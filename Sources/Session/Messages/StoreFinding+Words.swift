import Graph
import TripleStore

extension StoreFinding {
    /// The finding in words.
    func words(_ vocabulary: Vocabulary) -> String {
        switch self {
        case .keys(let count): "\(Note.count(count, "node")) not found by type and key"
        case .labels(let count): "\(Note.count(count, "node")) not found by label"
        case .typeCount(let type, let stored, let counted):
            "type \(vocabulary[type].name): \(stored.grouped) nodes by its count, \(counted.grouped) in truth"
        case .oneWayEdges(let count): "\(Note.count(count, "edge")) there one way alone"
        case .danglingEdges(let count): "\(Note.count(count, "edge")) to a node that is not there"
        case .heads(let relation): "relation \(vocabulary[relation].name): its list of heads is not that of its edges"
        case .tails(let relation): "relation \(vocabulary[relation].name): its list of tails is not that of its edges"
        case .strayProperties(let count): "properties of \(Note.count(count, "edge")) that are not there"
        case .propertyCounts: "the counts of properties are not those of the graph"
        case .edgeCounts: "the counts of edges are not those of the edges"
        }
    }
}
