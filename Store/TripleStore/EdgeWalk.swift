import Graph
import LMDB

/// Collects neighbours with a cursor over `adjacency`.
struct EdgeWalk {
    var adjacency: Adjacency
    var cost: Cost
    /// One past the largest node number, and how many relations there are: what is stored beyond is damaged.
    let nodeLimit: Int
    let relationCount: Int

    /// How one node's keys are found.
    enum Plan {
        /// One seek, then key after key.
        case scan(Direction, RelationSet)
        /// A seek for each relation and direction: fewer keys are touched than a scan might pass by.
        case seek([RelationID], [Bool])

        /// The cheaper plan in a graph of `relationCount` relations.
        init(_ relations: RelationSet, _ direction: Direction, relationCount: Int) {
            guard case .only(let wanted) = relations, wanted.count == 1 || wanted.count * 4 <= relationCount else {
                self = .scan(direction, relations)
                return
            }
            let ways =
                switch direction {
                case .out: [false]
                case .in: [true]
                case .both: [false, true]
                }
            self = .seek(wanted, ways)
        }
    }

    /// Appends the neighbours of each node of the frontier.
    mutating func visit(
        _ frontier: [NodeID], _ plan: Plan, _ cursor: inout Cursor, _ cancellation: Cancellation
    ) throws(GraphError) {
        for (source, node) in frontier.enumerated() {
            if source & 0x3FF == 0x3FF { try cancellation.check() }
            do throws(LMDBError) {
                try visit(node, source: source, plan, &cursor)
            } catch {
                throw GraphError(error)
            }
        }
    }

    /// Appends the neighbours of `node`, place `source` of the frontier.
    @inline(__always)
    private mutating func visit(
        _ node: NodeID, source: Int, _ plan: Plan, _ cursor: inout Cursor
    ) throws(LMDBError) {
        switch plan {
        case .scan(let direction, let relations): try scan(node, source, direction, relations, &cursor)
        case .seek(let relations, let ways): try seek(node, source, relations, ways, &cursor)
        }
    }

    private mutating func scan(
        _ node: NodeID, _ source: Int, _ direction: Direction, _ relations: RelationSet, _ cursor: inout Cursor
    ) throws(LMDBError) {
        let range = EdgeKey.range(of: node, direction)
        cost.seeks += 1
        var more = try cursor.move(atLeast: range.lowerBound)
        while more {
            let key = try cursor.key64()
            guard key < range.upperBound else { return }
            let relation = EdgeKey.relation(of: key)
            if relations == .all || relations.contains(relation) {
                try append(source, relation, isInverse: EdgeKey.isInverse(key), &cursor)
            }
            more = try cursor.moveToNextKey()
        }
    }

    private mutating func seek(
        _ node: NodeID, _ source: Int, _ relations: [RelationID], _ ways: [Bool], _ cursor: inout Cursor
    ) throws(LMDBError) {
        for isInverse in ways {
            for relation in relations {
                cost.seeks += 1
                guard try cursor.move(to: EdgeKey.adjacency(node, relation, isInverse: isInverse)) else { continue }
                try append(source, relation, isInverse: isInverse, &cursor)
            }
        }
    }

    /// Appends the neighbours under the cursor's key as a run.
    private mutating func append(
        _ source: Int, _ relation: RelationID, isInverse: Bool, _ cursor: inout Cursor
    ) throws(LMDBError) {
        let start = adjacency.nodes.count
        try cursor.appendDuplicates(to: &adjacency.nodes)
        let end = adjacency.nodes.count
        var largest: UInt32 = 0
        for node in adjacency.nodes[start..<end] { largest = max(largest, node.rawValue) }
        guard largest < nodeLimit, relation.rawValue < relationCount else {
            throw .corrupted("an edge by relation \(relation.rawValue), or of node \(largest), which were never there")
        }
        cost.visits += end - start
        adjacency.runs.append(
            Adjacency.Run(
                source: source, relation: relation, isInverse: isInverse, lowerBound: start, upperBound: end))
    }
}
