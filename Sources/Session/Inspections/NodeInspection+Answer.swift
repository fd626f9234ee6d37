extension NodeInspection {
    /// A row for programs, rows of single values for tables of numbers, a page for people.
    var answer: Answer {
        var answer = Answer(
            columns: [
                .init("node"), .init("relations", for: .json), .init("tastes", for: .json), .init("model"),
                .init("known"),
            ], listing: [node.id])
        answer.rows = [
            [
                .node(node), .list(relations.map(\.cell)), .list(tastes.map(\.cell)), .text(model?.name),
                model.map { .truth($0.isKnown) } ?? .null,
            ]
        ]
        answer.subjects = [node.id]
        answer.flattened = { flat }
        answer.page = page
        return answer
    }

    private var flat: Answer {
        var answer = Answer(columns: [
            .init("node"), .init("rel"), .init("dir"), .init("count"), .init("sum"), .init("first"),
        ])
        answer.rows = relations.map { relation in
            [
                .node(node), .text(relation.name), .text(relation.isInverse ? "in" : "out"), .integer(relation.count),
                relation.weight.map { .integer($0.sum) } ?? .null, .list(relation.first.map { .text($0.node.name) }),
            ]
        }
        return answer
    }

    private func page(_ style: Style) -> String {
        var lines = relations.flatMap { relation in
            let name = relation.isInverse ? "←\(relation.name)" : "\(relation.name)→"
            return [(name: name, words: relation.words(isCounted: relation.first.contains { $0.node.isUser }))]
                + (relation.weight.map { [(name: "", words: $0.spread.text)] } ?? [])
        }
        lines += tastes.map { ("by " + $0.relation, $0.words) }
        if let model, node.isUser || node.isSong {
            lines.append(
                ("model", model.isKnown ? "\(model.name) has learned of it" : "\(model.name) does not know it"))
        }
        let label = node.label == node.key ? "" : node.label.map { _ in " " + node.inline } ?? ""
        let about = telling.isEmpty || telling == node.type ? "" : " – " + telling
        let head = node.reference + label + about
        return style.bold(head.showingControls) + "\n"
            + Session.lines(lines.map { ($0.name.showingControls, $0.words.showingControls) }, style)
    }
}

extension NodeInspection.Relation {
    fileprivate var cell: Cell {
        .record([
            ("rel", .text(name)), ("dir", .text(isInverse ? "in" : "out")), ("count", .integer(count)),
            ("sum", weight.map { .integer($0.sum) } ?? .null),
            ("spread", weight.map { $0.spread.cell(of: "weight") } ?? .null),
            ("first", .list(first.map { .node($0.node) })),
        ])
    }

    /// How many, and the first of them; listeners are counted and not named.
    fileprivate func words(isCounted: Bool) -> String {
        let type = first.first?.node.type ?? "node"
        let sum = weight.map { ", \(Note.count($0.sum, name == "played" ? "play" : "weight"))" } ?? ""
        let names =
            first.map { $0.node.inline + ($0.weight.map { " ×\($0.grouped)" } ?? "") }.joined(separator: ", ")
            + (count > first.count ? " …" : "")
        return Note.count(count, type) + sum + (isCounted ? "" : ": " + names)
    }
}

extension NodeInspection.Taste {
    fileprivate var cell: Cell {
        .record([
            ("rel", .text(relation)),
            (
                "ends",
                .list(ends.map { .record([("node", .node($0.node)), ("plays", .integer($0.plays))]) })
            ),
        ])
    }

    /// `Phil Collins 31%, Genesis 12%`: the share of the plays.
    fileprivate var words: String {
        ends.map { end in "\(end.node.name) \(Int((100 * Double(end.plays) / Double(max(plays, 1))).rounded()))%" }
            .joined(separator: ", ")
    }
}
