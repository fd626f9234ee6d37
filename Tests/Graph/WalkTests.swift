import Graph
import Testing

private let (a, b, c) = (NodeID(0), NodeID(1), NodeID(2))
private let (sings, knows) = (RelationID(rawValue: 0), RelationID(rawValue: 1))

@Test func theTriplesOfAPathPointAsTheyAreStored() {
    let path = Path(at: a).appending(Path.Step(relation: sings, isInverse: false), to: b)
        .appending(Path.Step(relation: knows, isInverse: true), to: c)
    #expect(path.triples == [Triple(a, sings, b), Triple(c, knows, b)])
    #expect(path.length == 2 && path.start == a && path.end == c && path.nodes == [a, b, c])
}

@Test func aPathThatStaysHasNoTriples() {
    let path = Path(at: b)
    #expect(path.triples.isEmpty && path.length == 0 && path.start == b && path.end == b)
}

@Test func aLoopIsTheSameTripleEitherWay() {
    for isInverse in [false, true] {
        let path = Path(at: a).appending(Path.Step(relation: sings, isInverse: isInverse), to: a)
        #expect(path.triples == [Triple(a, sings, a)])
    }
}

@Test func runsStandOneBehindTheOther() {
    var adjacency = Adjacency()
    adjacency.append(source: 0, relation: sings, isInverse: false) { $0 += [b, c] }
    adjacency.append(source: 1, relation: knows, isInverse: true) { $0.append(a) }
    #expect(adjacency.runs.map(\.range) == [0..<2, 2..<3] && adjacency.nodes == [b, c, a])
    #expect(adjacency.runs[1].source == 1 && adjacency.runs[1].relation == knows && adjacency.runs[1].isInverse)
}

@Test func anEmptyRunIsNotKept() {
    var adjacency = Adjacency()
    adjacency.append(source: 0, relation: sings, isInverse: false) { _ in }
    #expect(adjacency.runs.isEmpty && adjacency.nodes.isEmpty)
}

@Test func aFailedRunIsNotKept() {
    var adjacency = Adjacency()
    #expect(throws: GraphError.interrupted) {
        try adjacency.append(source: 0, relation: sings, isInverse: false) { _ throws(GraphError) in throw .interrupted
        }
    }
    #expect(adjacency.runs.isEmpty)
}

@Test func forgettingLeavesNothing() {
    var adjacency = Adjacency()
    adjacency.append(source: 0, relation: sings, isInverse: false) { $0.append(b) }
    adjacency.removeAll()
    #expect(adjacency.runs.isEmpty && adjacency.nodes.isEmpty)
}
