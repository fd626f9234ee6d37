import Graph
import TripleStore

extension StoreFinding {
    /// The finding in words.
    func words(_ vocabulary: Vocabulary) -> String {
        switch self {
        case .nodes(let fault, let count, _): fault.words(Note.count(count, "node"))
        case .edges(let fault, let count, _): fault.words(Note.count(count, "edge"))
        case .typeCount(let type, let stored, let counted):
            "type \(vocabulary[type].name): \(stored.grouped) nodes by its count, \(counted.grouped) in truth"
        case .members(let type, _): "type \(vocabulary[type].name): its list of nodes is not that of the nodes"
        case .heads(let relation, _):
            "relation \(vocabulary[relation].name): its list of heads is not that of its edges"
        case .tails(let relation, _):
            "relation \(vocabulary[relation].name): its list of tails is not that of its edges"
        case .edgeCounts: "the counts of edges are not those of the edges"
        case .propertyCounts: "the counts of properties are not those of the graph"
        case .aliases(let count, _): count == 1 ? "1 alias of no node" : "\(count.grouped) aliases of no node"
        case .splitRows(let count, _, _):
            "\(Note.count(count, "row")) of splits out of order, cut short or of unknown nodes"
        case .content(let part): "\(part.words): not what was written, by the sum that was kept of it"
        case .order(let part, let count):
            "\(part.words): \(Note.count(count, "key")) out of order, or not found where a search leads"
        case .unreadable(let part, let place): "\(part.words): cannot be read to the end: \(place)"
        }
    }

    /// One of what is found, as a statement would name it; nil where it is none by itself.
    func example(_ viewer: Viewer) -> String? {
        switch self {
        case .nodes(_, _, let node): viewer.name(of: node)
        case .edges(_, _, let edge): viewer.name(of: edge)
        case .members(_, let node), .heads(_, let node), .tails(_, let node): node.map(viewer.name)
        case .aliases(_, let name): "@\(name)"
        case .splitRows(_, let name, let row): "row \((row + 1).grouped) of \(name)"
        case .typeCount, .edgeCounts, .propertyCounts, .content, .order, .unreadable: nil
        }
    }
}

extension StoreFinding.NodeFault {
    /// What is wrong with so many nodes.
    fileprivate func words(_ nodes: String) -> String {
        switch self {
        case .record: "\(nodes) whose record cannot be read"
        case .key: "\(nodes) not found by type and key"
        case .label: "\(nodes) not found by label"
        case .strayKey: "\(nodes) found by a key that is not theirs"
        case .strayLabel: "\(nodes) found by a label that is not theirs"
        }
    }
}

extension StoreFinding.EdgeFault {
    /// What is wrong with so many edges.
    fileprivate func words(_ edges: String) -> String {
        switch self {
        case .oneWay: "\(edges) there one way alone"
        case .dangling: "\(edges) to a node or by a relation that is not there"
        case .strayWeight: "weights of \(edges) that are not there"
        case .badWeight: "\(edges) with a weight that is none, or with two"
        case .strayProperties: "properties of \(edges) that are not there"
        case .badProperties: "\(edges) whose properties cannot be read"
        }
    }
}

extension StorePart {
    /// What is in it.
    fileprivate var words: String {
        switch self {
        case .meta, .names: "names and counts"
        case .nodes: "keys, labels and properties of nodes"
        case .keys: "the index of keys"
        case .labels: "the index of labels"
        case .adjacency: "edges"
        case .weights: "weights of edges"
        case .members: "lists of nodes by type and relation"
        case .aliases: "aliases"
        case .splits: "splits"
        case .edges: "properties of edges"
        }
    }
}

extension Viewer {
    /// A node as a statement names it; its number where it cannot be read.
    fileprivate func name(of node: NodeID) -> String { (try? self.node(node))?.reference ?? Note.node(node) }

    fileprivate func name(of edge: Triple) -> String {
        let number = Int(edge.relation.rawValue)
        let relations = reader.vocabulary.relations
        let relation = number < relations.count ? relations[number].name : "relation number \(number)"
        return "\(name(of: edge.head)) \(relation) \(name(of: edge.tail))"
    }
}

extension Note {
    /// A node of which no more is known than its number.
    static func node(_ node: NodeID) -> String { "node number \(node.rawValue)" }

    /// What is wrong with a model of another database.
    static func strangeModel(_ name: String) -> String { "model \(name) names nodes that this database has never had" }
}
