import Graph

/// Nodes and edges counted by their properties' names.
struct PropertyTally {
    private var counts: [String: Vocabulary.PropertyEntry] = [:]

    mutating func count(_ properties: [Property], nodes: Int = 0, edges: Int = 0) {
        for property in properties {
            counts[property.name, default: .init(name: property.name)].nodes += nodes
            counts[property.name]?.edges += edges
        }
    }

    /// The counts in the order of their names.
    var entries: [Vocabulary.PropertyEntry] { counts.values.sorted { $0.name < $1.name } }
}
