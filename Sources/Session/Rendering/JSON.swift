import Graph

/// A JSON value that keeps the order of its members.
indirect enum JSON {
    case null
    case truth(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case array([JSON])
    case object([(String, JSON)])

    /// The value in one line of JSON text; what is no number is null.
    var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .truth(let truth): text += truth ? "true" : "false"
        case .integer(let whole): text += String(whole)
        case .number(let number): text += Self.text(of: number)
        case .text(let string): text += string.quoted
        case .array(let values): Self.write(values, between: ("[", "]"), to: &text) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &text) { member, text in
                text += member.0.quoted
                text += ":"
                member.1.write(to: &text)
            }
        }
    }

    private static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    }

    private static func write<Item>(
        _ items: [Item], between ends: (String, String), to text: inout String, each: (Item, inout String) -> Void
    ) {
        text += ends.0
        for (place, item) in items.enumerated() {
            if place > 0 { text += "," }
            each(item, &text)
        }
        text += ends.1
    }
}

extension JSON {
    /// A cell as the language page's shapes say.
    init(_ cell: Cell) {
        switch cell {
        case .null: self = .null
        case .truth(let truth): self = .truth(truth)
        case .integer(let whole): self = .integer(whole)
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .node(let node): self = JSON(node)
        case .edge(let edge): self = JSON(edge)
        case .path(let path): self = JSON(path)
        case .list(let cells): self = .array(cells.map(JSON.init))
        case .record(let members): self = .object(members.map { ($0.name, JSON($0.value)) })
        }
    }

    /// `{"id":…,"type":…,"label":…}`; `{"type":"users","count":…}` of listeners who are counted.
    init(_ node: NodeView) {
        if let count = node.count {
            self = .object([("type", .text(node.type)), ("count", .integer(count))])
            return
        }
        self = .object([
            ("id", .text(node.identity)), ("type", .text(node.type)), ("label", node.label.map(JSON.text) ?? .null),
        ])
    }

    /// `{"rel":…,"from":…,"to":…,"props":{…}}`, with further members after these.
    init(_ edge: EdgeView, and more: [(String, JSON)] = []) {
        let properties = edge.properties.map { ($0.name, JSON(Cell($0.value))) }
        self = .object(
            [
                ("rel", .text(edge.relation)), ("from", .text(edge.head.identity)), ("to", .text(edge.tail.identity)),
                ("props", .object(properties)),
            ] + more)
    }

    /// `{"length":…,"nodes":[…],"edges":[…]}`.
    init(_ path: PathView) {
        let edges = path.steps.map { JSON($0.edge, and: [("dir", .text($0.isInverse ? "in" : "out"))]) }
        self = .object([
            ("length", .integer(path.steps.count)), ("nodes", .array(path.nodes.map(JSON.init))),
            ("edges", .array(edges)),
        ])
    }
}
