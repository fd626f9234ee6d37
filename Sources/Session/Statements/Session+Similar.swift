import Grammar
import Graph
import Query

extension Session {
    /// `similar NODE [by graph]`: the nodes of its type that share the most with it, rare things above all.
    func similar(_ statement: Similar, _ reading: Reading) throws -> Answer {
        if statement.measure == .vector { throw SessionError(.notYet("`similar … by vector`")) }
        let condition = try statement.condition.map { try reading.binder.condition($0, in: .node) }
        let top = (statement.top ?? 10).asLimit
        var groups = try Groups(["rank", "node", "by", "score", "shared"], of: statement.node, reading)
        for start in groups.starts {
            let members = try similar(to: start, top: top, where: condition, reading)
            let views = try reading.viewer.nodes(members.map(\.node))
            let rows = try members.indices.map { place -> [Cell] in
                let shared = try reading.viewer.nodes(Array(members[place].shared.prefix(Self.sharedShown)))
                return [
                    .integer(place + 1), .node(views[place]), .text(try reading.viewer.telling(views[place])),
                    .number(members[place].score), .list(shared.map(Cell.node)),
                ]
            }
            groups.append(rows, nodes: members.map(\.node), of: start)
        }
        return groups.answer
    }

    /// How many of the things that two nodes share are listed: the rarest.
    private static let sharedShown = 5

    /// The first `top` that a condition admits; ever more are looked at until there are so many.
    private func similar(
        to node: NodeID, top: Int, where condition: Condition?, _ reading: Reading
    ) throws -> [Similarity.Member] {
        var limit = top
        while true {
            let members = try reading.query.similar(to: node, limit: limit).members
            guard let condition else { return members }
            let rows = Rows(nodes: members.map(\.node))
            let kept = try reading.evaluator.places(where: condition, in: rows).map { members[$0] }
            if kept.count >= top || members.count < limit { return Array(kept.prefix(top)) }
            limit = (limit * 8).asLimit
        }
    }
}
