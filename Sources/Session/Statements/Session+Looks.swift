import Grammar
import Graph

extension Session {
    /// `find TEXT [type T] [limit N]`: the nodes whose label starts with the text.
    func find(_ text: Word, type: Word?, limit: Int?, _ reading: Reading) throws -> Answer {
        let type = try type.map(reading.binder.type)
        try reading.bound()
        let limit = min(limit ?? 20, 1 << 20)
        let nodes = try reading.reader.nodes(labelPrefix: text.text, type: type, limit: limit + 1)
        guard !nodes.isEmpty else {
            let near = try reading.binder.similarLabels(text.text, type: type)
            return Answer(columns: Self.findColumns, notes: [.noneFound(text.text, suggestions: near)], listing: [])
        }
        let views = try reading.viewer.nodes(Array(nodes.prefix(limit)))
        let degrees = try reading.reader.degrees(of: views.map(\.id))
        let about = try reading.inPortions(views, reading.viewer.telling)
        var answer = Answer(columns: Self.findColumns, listing: views.map(\.id))
        answer.rows = views.indices.map { place in
            let view = views[place]
            return [
                .node(view), .text(view.type), .text(view.isSong ? about[place] : ""), .integer(degrees[place]),
            ]
        }
        if nodes.count > limit { answer.notes.append(.foundMore(than: limit)) }
        return answer
    }

    private static let findColumns: [Answer.Column] = [
        .init("node"), .init("type", for: [.table, .csv]), .init("about", for: [.table, .csv]), .init("degree"),
    ]

    /// `describe NODE`: what is stored of each node of that name.
    func describe(_ reference: NodeReference, _ reading: Reading) throws -> Answer {
        let starts = try reading.binder.nodes(reference)
        try reading.bound()
        let views = try reading.viewer.nodes(starts)
        var answer = Answer(
            columns: [.init("node"), .init("props"), .init("relations")], listing: starts)
        answer.subjects = starts
        var pages: [[(String, String)]] = []
        for view in views {
            let properties = try reading.reader.node(view.id).properties
            let relations = try self.relations(of: view.id, reading)
            answer.rows.append([
                .node(view), .record(properties.map { ($0.name, Cell($0.value)) }),
                .list(relations.map(\.cell)),
            ])
            pages.append(
                [("node", view.reference)] + (view.label.map { [("label", $0)] } ?? [])
                    + properties.map { ($0.name, Cell($0.value).shown) } + relations.map(\.line))
        }
        let described = answer.rows
        answer.flattened = { Self.flattened(described) }
        answer.page = { style in pages.map { Self.page($0, style) }.joined(separator: "\n") }
        if starts.count > 1 {
            answer.notes = [.choosing(reference.text, try reading.viewer.hits(starts))]
        }
        return answer
    }

    /// A row a property, and a row the edges of one relation, one way.
    private static func flattened(_ rows: [[Cell]]) -> Answer {
        var answer = Answer(columns: ["node", "name", "dir", "count", "value"].map { .init($0) })
        for row in rows {
            if case .record(let properties) = row[1] {
                answer.rows += properties.map { [row[0], .text($0.name), .null, .null, $0.value] }
            }
            guard case .list(let relations) = row[2] else { continue }
            for case .record(let members) in relations {
                answer.rows.append([row[0]] + members.prefix(3).map(\.value) + [members[3].value.names])
            }
        }
        return answer
    }

    private static func page(_ lines: [(String, String)], _ style: Style) -> String {
        let width = lines.map(\.0.displayWidth).max() ?? 0
        return lines.map { name, value in
            let blanks = String(repeating: " ", count: width - name.displayWidth + 2)
            let room = style.width.map { max($0 - width - 2, 8) } ?? .max
            return style.dim(name.showingControls) + blanks + value.showingControls.fitted(to: room) + "\n"
        }.joined()
    }

    /// The edges at a node, counted a relation and way, with the first few names.
    private func relations(of node: NodeID, _ reading: Reading) throws -> [RelationLine] {
        let adjacency = try reading.reader.neighbours(of: [node])
        let shown = adjacency.runs.map { adjacency.nodes[$0.range].prefix(3) }
        var views = try reading.viewer.nodes(shown.flatMap { $0 })[...]
        return zip(adjacency.runs, shown).map { run, shown in
            defer { views = views.dropFirst(shown.count) }
            return RelationLine(
                relation: reading.viewer.relation(run.relation), isInverse: run.isInverse, count: run.range.count,
                first: Array(views.prefix(shown.count)))
        }
    }

    /// `schema`: which types each relation joins.
    func schema(_ reading: Reading) -> Answer {
        var answer = Answer(columns: [.init("from"), .init("relation"), .init("to"), .init("count")])
        let vocabulary = reading.vocabulary
        answer.rows = vocabulary.patterns.sorted { $0.key < $1.key }.map { pattern, count in
            [
                .text(vocabulary[pattern.head].name), .text(vocabulary[pattern.relation].name),
                .text(vocabulary[pattern.tail].name), .integer(count),
            ]
        }
        answer.picture = Picture(schema: vocabulary)
        if answer.rows.isEmpty { answer.notes.append(.noEdge) }
        return answer
    }
}

/// The edges of one relation, one way, at a node.
private struct RelationLine {
    let relation: String
    let isInverse: Bool
    let count: Int
    let first: [NodeView]

    var cell: Cell {
        .record([
            ("rel", .text(relation)), ("dir", .text(isInverse ? "in" : "out")), ("count", .integer(count)),
            ("first", .list(first.map { .node($0) })),
        ])
    }

    /// People are shown what a relation leads to; of listeners only the number.
    var line: (String, String) {
        let isCounted = count > first.count || first.contains { $0.isUser }
        let names = first.map(\.name).joined(separator: ", ")
        let counted = first.first.map { "\(count.grouped) \($0.type)\(count == 1 ? "" : "s")" } ?? ""
        return (isInverse ? "←\(relation)" : "\(relation)→", isCounted ? counted : names)
    }
}

extension Cell {
    /// A list of nodes by their names alone.
    fileprivate var names: Cell {
        guard case .list(let cells) = self else { return self }
        return .list(cells.map { cell in if case .node(let node) = cell { .text(node.name) } else { cell } })
    }
}
