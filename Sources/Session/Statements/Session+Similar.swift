import Grammar
import Graph
import Query
import Recommender

extension Session {
    /// `similar NODE [by graph|vector]`: the nodes of its type that share the most with it, rare things above all, or
    /// the songs whose vectors in the model in use are nearest.
    func similar(_ statement: Similar, _ reading: Reading) throws -> Answer {
        statement.measure == .vector
            ? try similarByVector(statement, reading) : try similarByGraph(statement, reading)
    }

    private func similarByGraph(_ statement: Similar, _ reading: Reading) throws -> Answer {
        let condition = try statement.condition.map { try reading.binder.condition($0, in: .node) }
        let top = (statement.top ?? 10).asLimit
        var groups = try Groups(["rank", "node", "by", "score", "shared"], of: statement.node, reading)
        for start in groups.starts {
            let members = try similar(to: start, top: top, where: condition, reading)
            let views = try reading.viewer.nodes(members.map(\.node))
            let about = try reading.viewer.telling(views)
            var shared = try reading.viewer.nodes(members.flatMap { $0.shared.prefix(Self.sharedShown) })[...]
            let rows = members.indices.map { place -> [Cell] in
                let own = shared.prefix(min(members[place].shared.count, Self.sharedShown))
                shared = shared.dropFirst(own.count)
                return [
                    .integer(place + 1), .node(views[place]), .text(about[place]), .number(members[place].score),
                    .list(own.map(Cell.node)),
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

extension Session {
    /// The songs nearest by the model in use; of several songs of one name, those that it has not seen are noted.
    private func similarByVector(_ statement: Similar, _ reading: Reading) throws -> Answer {
        let (name, model) = try self.model(nil)
        guard model.kind.hasVectors else { throw SessionError(.noVectors(model: name, model.kind)) }
        let admitted = try admission(statement.condition, reading)
        let top = (statement.top ?? 10).asLimit
        var groups = try Groups(
            ["rank", "node", "by", "score", "model"], of: statement.node, wanted: "song", reading)
        var (strangers, firstError): ([Note], SessionError?) = ([], nil)
        for (place, start) in groups.starts.enumerated() {
            do {
                let near = try VectorNeighbours(of: start, by: model, in: reading.reader, top: top, keeping: admitted)
                groups.append(try cells(of: near, by: name, reading), nodes: near.rows.map(\.song), of: start)
            } catch let error as RecommenderError {
                let error = try told(error, statement.node, start, reading)
                if firstError == nil { firstError = error }
                strangers.append(.withoutVector(row: place + 1, model: name))
            }
        }
        if let firstError, strangers.count == groups.starts.count { throw firstError }
        groups.answer.notes += strangers + [.nearBy(model: name)]
        return groups.answer
    }

    private func cells(of near: VectorNeighbours, by model: String, _ reading: Reading) throws -> [[Cell]] {
        let views = try reading.viewer.nodes(near.rows.map(\.song))
        let about = try reading.viewer.telling(views)
        return zip(near.rows, views).enumerated().map { place, row in
            [
                .integer(place + 1), .node(row.1), .text(about[place]), .number(row.0.cosine),
                .text(model),
            ]
        }
    }

    /// What is wrong with one node; an error that is of all nodes is thrown.
    private func told(
        _ error: RecommenderError, _ reference: NodeReference, _ node: NodeID, _ reading: Reading
    ) throws -> SessionError {
        switch error {
        case .songUnknownToModel, .songWithoutVector:
            let type = try reading.viewer.node(node).type
            return type == "song"
                ? SessionError(.engine(error), at: reference.span)
                : SessionError(.noSong(reference.text, found: type), at: reference.span)
        default: throw SessionError(.engine(error), at: reference.span)
        }
    }
}
