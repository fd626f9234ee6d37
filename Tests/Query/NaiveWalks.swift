import Graph
import Query

/// A condition in its bound form and as plain code.
struct Rule {
    let condition: Condition
    let holds: (NodeID, Triple?) -> Bool

    /// Rules about the nodes and edges of a random graph.
    static func all(of world: RandomGraph) -> [Rule] {
        let size = Term.field(.property("size"), of: .column(0))
        let weight = Term.field(.weight, of: .column(1))
        let tail = Term.field(.tail, of: .column(1))
        func weigh(_ edge: Triple?) -> Float? { edge.flatMap { world.weights[$0] } }
        return [
            Rule(condition: .comparison(size, .atLeast, .constant(.integer(2)))) { node, _ in node.index % 5 >= 2 },
            Rule(condition: .not(.comparison(size, .equal, .constant(.integer(1))))) { node, _ in node.index % 5 != 1 },
            Rule(condition: .comparison(weight, .greater, .constant(.integer(2)))) { weigh($1) ?? 0 > 2 },
            Rule(condition: .isNull(weight)) { weigh($1) == nil },
            Rule(condition: .comparison(tail, .equal, .column(0))) { node, edge in edge?.tail == node },
        ]
    }
}

/// Follows patterns as they are written, a set of places at a time: no machine.
struct NaiveWalks {
    /// Where a walk stands.
    struct Place: Hashable {
        var path: Path
        /// The edge that it came by.
        var last: Triple?
        /// The rules that the next edge has to keep, by number.
        var owed: Set<Int> = []
    }

    let world: RandomGraph
    let rules: [Rule]
    /// The most steps of a trail; nil for walks that are known by their ends alone.
    var trailLength: Int?

    /// The walks from `start` that `pattern` describes; each without its way where those are not trails.
    func paths(from start: NodeID, by pattern: PathPattern) -> Set<Path> {
        let places = walk(pattern, from: [Place(path: Path(at: start))])
        return Set(
            places.filter { place in place.owed.allSatisfy { rules[$0].holds(place.path.end, nil) } }.map(\.path))
    }

    /// The nodes that `pattern` leads to.
    func ends(from start: NodeID, by pattern: PathPattern) -> Set<NodeID> {
        Set(paths(from: start, by: pattern).map(\.end))
    }

    private func walk(_ pattern: PathPattern, from places: Set<Place>) -> Set<Place> {
        switch pattern {
        case .step(let edges): Set(places.flatMap { steps(from: $0, by: edges) })
        case .sequence(let parts): parts.reduce(places) { walk($1, from: $0) }
        case .alternatives(let parts): parts.reduce([]) { $0.union(walk($1, from: places)) }
        case .repeated(let part, let minimum, let maximum): repeated(part, minimum, maximum, from: places)
        case .filtered(let part, let condition, .end):
            walk(part, from: places).filter { rules[number(of: condition)].holds($0.path.end, $0.last) }
        case .filtered(let part, let condition, .start):
            walk(
                part,
                from: Set(
                    places.map { place in
                        var place = place
                        place.owed.insert(number(of: condition))
                        return place
                    }))
        }
    }

    private func number(of condition: Condition) -> Int { rules.firstIndex { $0.condition == condition } ?? -1 }

    private func steps(from place: Place, by edges: EdgeChoice) -> [Place] {
        world.steps(from: place.path.end, by: edges).compactMap { step in
            guard place.owed.allSatisfy({ rules[$0].holds(place.path.end, step.triple) }) else { return nil }
            guard let trailLength else { return Place(path: Path(at: step.node), last: step.triple) }
            guard place.path.length < trailLength, !place.path.triples.contains(step.triple) else { return nil }
            return Place(path: place.path.appending(step.form, to: step.node), last: step.triple)
        }
    }

    private func repeated(_ part: PathPattern, _ minimum: Int, _ maximum: Int?, from places: Set<Place>) -> Set<Place> {
        var front = places
        for _ in 0..<minimum { front = walk(part, from: front) }
        var all = front
        var times = minimum
        while maximum.map({ times < $0 }) ?? true {
            front = walk(part, from: front)
            guard !front.isSubset(of: all) else { break }
            all.formUnion(front)
            times += 1
        }
        return all
    }
}
