import Graph

/// An answer as a page for a browser, whole in one file: a picture that can be moved and searched, and its rows.
struct PicturePage {
    private let picture: Picture
    private let answer: Answer
    private let title: String
    private let notes: [String]

    init(_ picture: Picture, of answer: Answer, titled title: String, notes: [String]) {
        (self.picture, self.answer, self.title) = (picture, answer, title)
        let left = answer.rows.count - Self.rowLimit
        self.notes = notes + [picture.dropped?.text, left > 0 ? Note.rowsLeft(left).text : nil].compactMap(\.self)
    }

    /// The most rows of the table.
    private static let rowLimit = 2_000

    /// The page: the parts of `Page` with the title and the data in their places.
    var text: String {
        let parts: [(place: String, text: String)] = [
            ("@TITLE@", title.asMarkup), ("@STYLE@", Self.text(PackageResources.page_css)),
            ("@DATA@", data.text.withoutMarkup), ("@SCRIPT@", Self.script),
        ]
        var (page, rest) = ("", Self.text(PackageResources.page_html)[...])
        for part in parts {
            guard let place = rest.firstRange(of: part.place) else { continue }
            page += rest[..<place.lowerBound] + part.text
            rest = rest[place.upperBound...]
        }
        return page + rest
    }

    private static let script = [
        PackageResources.model_js, PackageResources.picture_js, PackageResources.hands_js,
    ].map(text).joined(separator: "\n")

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private var data: JSON {
        let (shown, rows) = (answer.readable, answer.rows.prefix(Self.rowLimit))
        let isNumeric = shown.map { column in rows.allSatisfy { $0[column].isNumeric } }
        return .object([
            ("title", .text(title)), ("notes", .array(notes.map(JSON.text))),
            ("nodes", .array(picture.nodes.enumerated().map { node($1, at: $0) })),
            ("edges", .array(picture.edges.map(edge))), ("paths", .array(picture.walks.map(walk))),
            ("columns", .array(shown.map { .text(answer.columns[$0].name) })),
            ("numeric", .array(isNumeric.map(JSON.truth))),
            ("rows", .array(rows.map { row in .array(shown.map { .text(row[$0].shown.showingControls) }) })),
            ("rowNodes", .array(rows.map(place))),
        ])
    }

    private func node(_ node: NodeView, at place: Int) -> JSON {
        let id = node.count == nil ? node.identity : "\(node.type) \(place)"
        return .object([
            ("id", .text(id)), ("type", .text(node.type)),
            ("label", .text((node.label ?? node.inline).showingControls)),
            ("root", .truth(picture.roots.contains(place))),
        ])
    }

    private func edge(_ edge: Picture.Edge) -> JSON {
        let mark = edge.view.mark.dropFirst()
        return .object(
            [
                ("from", .integer(edge.from)), ("to", .integer(edge.to)), ("rel", .text(edge.view.relation)),
            ] + (mark.isEmpty ? [] : [("text", .text(String(mark)))]))
    }

    private func walk(_ walk: Picture.Walk) -> JSON {
        // A path with a share is one of an account: it leads from "you" to the song that is asked about.
        let path = walk.path.text(naming: walk.name.isEmpty ? [:] : walk.path.ends).withPlainBlanks.showingControls
        return .object([
            ("name", .text(walk.name.isEmpty ? path : "\(walk.name)  \(path)")),
            ("edges", .array(walk.edges.map(JSON.integer))), ("nodes", .array(walk.nodes.map(JSON.integer))),
        ])
    }

    /// The place of the first node of a row; null where it has none that is drawn.
    private func place(of row: [Cell]) -> JSON {
        for cell in row {
            guard case .node(let node) = cell else { continue }
            return picture.place(of: node).map(JSON.integer) ?? .null
        }
        return .null
    }
}

extension String {
    /// JSON text without a character that could end the element that it stands in.
    fileprivate var withoutMarkup: String {
        rewritten { scalar in
            switch scalar {
            case "<": "\\u003c"
            case ">": "\\u003e"
            case "&": "\\u0026"
            default: nil
            }
        }
    }
}
