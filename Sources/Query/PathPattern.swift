import Graph

/// A path expression whose names are bound: what `traverse` follows.
public indirect enum PathPattern: Equatable, Sendable {
    /// One edge.
    case step(EdgeChoice)
    /// One after the other.
    case sequence([PathPattern])
    /// Any one of these.
    case alternatives([PathPattern])
    /// Between `minimum` and `maximum` times; nil is without end.
    case repeated(PathPattern, minimum: Int, maximum: Int?)

    /// The pattern walked from its end to its start: `^(a/b)` is `^b/^a`.
    public var reversed: PathPattern {
        switch self {
        case .step(let edges): .step(edges.reversed)
        case .sequence(let parts): .sequence(parts.reversed().map(\.reversed))
        case .alternatives(let parts): .alternatives(parts.map(\.reversed))
        case .repeated(let part, let minimum, let maximum):
            .repeated(part.reversed, minimum: minimum, maximum: maximum)
        }
    }
}

/// A pattern as a machine of states: state 0 is the start, and every move is one edge.
///
/// Thompson's construction, with the empty moves taken out at once by closures.
struct PathMachine {
    /// A move from one state to another along an edge.
    struct Move {
        let edges: EdgeChoice
        let target: Int
    }

    /// The moves out of each state, those of its empty moves included.
    private(set) var moves: [[Move]] = []
    /// Whether a walk may end in the state.
    private(set) var accepts: [Bool] = []

    /// The most states that a pattern may need: `{1,400}` and the like are refused.
    static let stateLimit = 512

    init(_ pattern: PathPattern) throws(QueryError) {
        var draft = Draft()
        let start = draft.state()
        let end = try draft.add(pattern, from: start)
        for state in draft.empty.indices {
            let closure = draft.closure(of: state)
            moves.append(closure.flatMap { draft.edges[$0] })
            accepts.append(closure.contains(end))
        }
    }
}

/// The machine while it still has empty moves.
private struct Draft {
    var empty: [[Int]] = []
    var edges: [[PathMachine.Move]] = []

    mutating func state() -> Int {
        empty.append([])
        edges.append([])
        return empty.count - 1
    }

    /// Adds `pattern` after state `from`; answers the state that it ends in.
    mutating func add(_ pattern: PathPattern, from: Int) throws(QueryError) -> Int {
        guard empty.count < PathMachine.stateLimit else { throw .patternTooLarge(limit: PathMachine.stateLimit) }
        switch pattern {
        case .step(let choice):
            let end = state()
            edges[from].append(PathMachine.Move(edges: choice, target: end))
            return end
        case .sequence(let parts):
            var here = from
            for part in parts { here = try add(part, from: here) }
            return here
        case .alternatives(let parts): return try add(alternatives: parts, from: from)
        case .repeated(let part, let minimum, let maximum):
            return try add(part, times: minimum, maximum, from: from)
        }
    }

    private mutating func add(alternatives parts: [PathPattern], from: Int) throws(QueryError) -> Int {
        var ends: [Int] = []
        for part in parts {
            let start = state()
            empty[from].append(start)
            ends.append(try add(part, from: start))
        }
        let end = state()
        for state in ends { empty[state].append(end) }
        return end
    }

    private mutating func add(
        _ part: PathPattern, times minimum: Int, _ maximum: Int?, from: Int
    ) throws(QueryError) -> Int {
        var here = from
        for _ in 0..<minimum { here = try add(part, from: here) }
        guard let maximum else { return try add(loop: part, from: here) }
        let end = state()
        empty[here].append(end)
        for _ in minimum..<max(maximum, minimum) {
            here = try add(part, from: here)
            empty[here].append(end)
        }
        return end
    }

    private mutating func add(loop part: PathPattern, from: Int) throws(QueryError) -> Int {
        let hub = state()
        empty[from].append(hub)
        empty[try add(part, from: hub)].append(hub)
        return hub
    }

    /// The states reachable from `state` by empty moves, itself first.
    func closure(of state: Int) -> [Int] {
        var found = [state]
        var next = 0
        while next < found.count {
            found += empty[found[next]].filter { !found.contains($0) }
            next += 1
        }
        return found
    }
}
