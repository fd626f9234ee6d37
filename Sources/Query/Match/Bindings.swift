import Graph

/// Answers of a match that are still growing, as columns: what each row has bound so far.
///
/// A column that is not bound yet, or that nobody will ask for again, is empty.
struct Bindings {
    /// How many rows there are.
    var count: Int
    /// The nodes of each node variable.
    var nodes: [[NodeID]]
    /// The stored edges of each edge variable that is a single edge.
    var edges: [[Triple]]
    /// The trails of each edge variable that is repeated.
    var trails: [[Path]]

    /// One row that has bound nothing.
    init(_ pattern: MatchPattern) {
        count = 1
        nodes = Array(repeating: [], count: pattern.nodes.count)
        edges = Array(repeating: [], count: pattern.edges.count)
        trails = edges.map { _ in [] }
    }

    /// The rows at these places, which may repeat.
    func rows(at places: some Collection<Int>) -> Bindings {
        var picked = self
        picked.count = places.count
        for column in nodes.indices where !nodes[column].isEmpty { picked.nodes[column] = nodes[column].picked(places) }
        for column in edges.indices where !edges[column].isEmpty { picked.edges[column] = edges[column].picked(places) }
        for column in trails.indices where !trails[column].isEmpty {
            picked.trails[column] = trails[column].picked(places)
        }
        return picked
    }

    /// The columns that a condition or a term asks for.
    func rows<Subject>(of asked: Compact<Subject>) -> Rows {
        Rows(
            asked.columns.map { column in
                guard column >= nodes.count else { return nodes[column].map(Datum.node) }
                let edge = column - nodes.count
                return edges[edge].isEmpty ? trails[edge].map(Datum.path) : edges[edge].map(Datum.edge)
            })
    }
}

extension Array {
    fileprivate func picked(_ places: some Collection<Int>) -> [Element] {
        var answer: [Element] = []
        answer.reserveCapacity(places.count)
        for place in places { answer.append(self[place]) }
        return answer
    }
}
