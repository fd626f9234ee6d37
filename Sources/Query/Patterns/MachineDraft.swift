import Graph

/// A machine while it still has empty moves, some of which ask a condition.
struct MachineDraft {
    /// A state that empty moves lead to, and the conditions asked on the way, by number, ascending.
    struct Reach: Hashable {
        var state: Int
        /// Those about the edge before.
        var arrival: [Int] = []
        /// Those about the edge after.
        var departure: [Int] = []
    }

    /// A move along an edge.
    struct Edge {
        let choice: EdgeChoice
        let target: Int
    }

    private struct EmptyMove {
        let target: Int
        var check: (number: Int, side: PathPattern.Side)?
    }

    private(set) var edges: [[Edge]] = []
    private var empty: [[EmptyMove]] = []
    private var conditions: [Condition] = []

    /// Adds a state.
    mutating func state() -> Int {
        empty.append([])
        edges.append([])
        return empty.count - 1
    }

    /// The conditions of these numbers as one.
    func condition(_ numbers: [Int]) -> Condition {
        numbers.count == 1 ? conditions[numbers[0]] : .all(numbers.map { conditions[$0] })
    }

    /// Adds `pattern` after state `from`; answers the state that it ends in.
    mutating func add(_ pattern: PathPattern, from: Int) throws(QueryError) -> Int {
        guard empty.count < PathMachine.stateLimit else { throw .patternTooLarge(limit: PathMachine.stateLimit) }
        switch pattern {
        case .step(let choice):
            let end = state()
            edges[from].append(Edge(choice: choice, target: end))
            return end
        case .sequence(let parts):
            var here = from
            for part in parts { here = try add(part, from: here) }
            return here
        case .alternatives(let parts): return try add(alternatives: parts, from: from)
        case .repeated(let part, let minimum, let maximum):
            return try add(part, times: minimum, maximum, from: from)
        case .filtered(let part, let condition, .end):
            return check(condition, .end, from: try add(part, from: from))
        case .filtered(let part, let condition, .start):
            return try add(part, from: check(condition, .start, from: from))
        }
    }

    private mutating func check(_ condition: Condition, _ side: PathPattern.Side, from: Int) -> Int {
        let number = conditions.firstIndex(of: condition) ?? conditions.count
        if number == conditions.count { conditions.append(condition) }
        let end = state()
        empty[from].append(EmptyMove(target: end, check: (number, side)))
        return end
    }

    private mutating func add(alternatives parts: [PathPattern], from: Int) throws(QueryError) -> Int {
        var ends: [Int] = []
        for part in parts {
            let start = state()
            empty[from].append(EmptyMove(target: start))
            ends.append(try add(part, from: start))
        }
        let end = state()
        for state in ends { empty[state].append(EmptyMove(target: end)) }
        return end
    }

    private mutating func add(
        _ part: PathPattern, times minimum: Int, _ maximum: Int?, from: Int
    ) throws(QueryError) -> Int {
        var here = from
        for _ in 0..<minimum { here = try add(part, from: here) }
        guard let maximum else { return try add(loop: part, from: here) }
        let end = state()
        empty[here].append(EmptyMove(target: end))
        for _ in minimum..<max(maximum, minimum) {
            here = try add(part, from: here)
            empty[here].append(EmptyMove(target: end))
        }
        return end
    }

    private mutating func add(loop part: PathPattern, from: Int) throws(QueryError) -> Int {
        let hub = state()
        empty[from].append(EmptyMove(target: hub))
        empty[try add(part, from: hub)].append(EmptyMove(target: hub))
        return hub
    }
}

// Closures
extension MachineDraft {
    /// For each state, where empty moves lead from it that an edge goes on from, or that is `end`.
    func closures(end: Int) throws(QueryError) -> [[Reach]] {
        var closures: [[Reach]] = []
        for state in empty.indices {
            closures.append(try closure(of: state).filter { $0.state == end || !edges[$0.state].isEmpty })
        }
        return closures
    }

    private func closure(of state: Int) throws(QueryError) -> [Reach] {
        var found = [Reach(state: state)]
        var known = Set(found)
        var next = 0
        while next < found.count {
            // Each set of conditions met on the way counts by itself.
            guard next < 2 * PathMachine.stateLimit else { throw .patternTooLarge(limit: PathMachine.stateLimit) }
            for move in empty[found[next].state] {
                let reach = found[next].going(on: move.target, asking: move.check)
                if known.insert(reach).inserted { found.append(reach) }
            }
            next += 1
        }
        return found
    }
}

extension MachineDraft.Reach {
    fileprivate func going(on state: Int, asking check: (number: Int, side: PathPattern.Side)?) -> Self {
        var reach = self
        reach.state = state
        switch check {
        case .some((let number, .end)): reach.arrival = Set(arrival + [number]).sorted()
        case .some((let number, .start)): reach.departure = Set(departure + [number]).sorted()
        case nil: break
        }
        return reach
    }
}
