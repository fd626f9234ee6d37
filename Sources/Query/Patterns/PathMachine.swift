import Graph

/// A pattern as a machine of states, in which every move is one edge.
///
/// Thompson's construction, with the empty moves taken out by closures. A condition is an empty move of the draft; it
/// is asked where its edge is known: at the end of the edge before it, or at the start of the edge after it.
struct PathMachine {
    /// An edge out of a state.
    struct Move: Equatable {
        let edges: EdgeChoice
        /// What must hold of the node that is left.
        let departure: Condition
        /// The states that it leads to.
        let arrivals: [Arrival]
    }

    /// A state entered if a condition holds of the node there.
    struct Arrival: Equatable {
        let condition: Condition
        let state: Int
    }

    /// The states that a walk may begin in.
    private(set) var starts: [Arrival] = []
    /// The moves out of each state.
    private(set) var moves: [[Move]] = []
    /// What must hold of the node for a walk to end in each state; nil where none ends.
    private(set) var ends: [Condition?] = []

    /// The most states that a pattern may need: `{1,600}` and the like are refused.
    static let stateLimit = 512

    /// The machine of `pattern`; `QueryError.patternTooLarge` where it has too many states.
    init(_ pattern: PathPattern) throws(QueryError) {
        var draft = MachineDraft()
        let start = draft.state()
        let end = try draft.add(pattern, from: start)
        var places = Places(closures: try draft.closures(end: end))
        starts = places.arrivals(at: start, draft)
        while moves.count < places.list.count {
            guard moves.count < Self.stateLimit else { throw .patternTooLarge(limit: Self.stateLimit) }
            let reaches = places.reaches(of: places.list[moves.count])
            var out: [Move] = []
            for reach in reaches {
                for edge in draft.edges[reach.state] {
                    let move = Move(
                        edges: edge.choice, departure: draft.condition(reach.departure),
                        arrivals: places.arrivals(at: edge.target, draft))
                    if !out.contains(move) { out.append(move) }
                }
            }
            moves.append(out)
            let endings = reaches.filter { $0.state == end }.map { draft.condition($0.departure) }
            ends.append(endings.isEmpty ? nil : endings.contains(.always) ? .always : .any(endings))
        }
    }
}

extension Condition {
    /// What holds of every row.
    static let always = Condition.all([])
}

/// The machine's states: those of the draft, each with the conditions that were asked on entering it.
private struct Places {
    struct Place: Hashable {
        let state: Int
        let arrival: [Int]
    }

    let closures: [[MachineDraft.Reach]]
    private(set) var list: [Place] = []
    private var numbers: [Place: Int] = [:]

    init(closures: [[MachineDraft.Reach]]) { self.closures = closures }

    /// What a walk can go on from in `place`.
    func reaches(of place: Place) -> [MachineDraft.Reach] {
        closures[place.state].filter { $0.arrival == place.arrival }
    }

    /// The states that stand for `state` of the draft.
    mutating func arrivals(at state: Int, _ draft: MachineDraft) -> [PathMachine.Arrival] {
        var found: [PathMachine.Arrival] = []
        for reach in closures[state] {
            let number = number(of: Place(state: state, arrival: reach.arrival))
            if found.contains(where: { $0.state == number }) { continue }
            found.append(PathMachine.Arrival(condition: draft.condition(reach.arrival), state: number))
        }
        return found
    }

    private mutating func number(of place: Place) -> Int {
        if let known = numbers[place] { return known }
        numbers[place] = list.count
        list.append(place)
        return list.count - 1
    }
}
