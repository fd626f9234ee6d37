import LMDB

/// One of the databases that a store is made of (`FORMAT.md`).
public enum StorePart: String, CaseIterable, Sendable {
    case meta, names, nodes, keys, labels, adjacency, weights, members, aliases, splits, edges
}

extension StorePart {
    /// What it is called in the file, and its order.
    var name: DatabaseName {
        switch self {
        case .nodes: DatabaseName(rawValue, .integerKey)
        case .labels: DatabaseName(rawValue, [.duplicates, .fixedSize, .integerDuplicates])
        case .adjacency, .weights, .members: DatabaseName(rawValue, .integerSets)
        case .meta, .names, .keys, .aliases, .splits, .edges: DatabaseName(rawValue)
        }
    }
}
