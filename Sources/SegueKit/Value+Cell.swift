import Session

extension Value {
    /// The value that a session's row holds.
    init(_ cell: Cell) {
        self =
            switch cell {
            case .null: .null
            case .truth(let truth): .truth(truth)
            case .integer(let whole): .integer(whole)
            case .number(let number): .number(number)
            case .text(let text): .text(text)
            case .node(let node): .node(Node(node))
            case .edge(let edge): .edge(Edge(edge))
            case .path(let path): .path(Path(path))
            case .list(let cells): .list(cells.map(Value.init))
            case .record(let members): .record(Record(members))
            }
    }
}

extension Record {
    fileprivate init(_ members: [(name: String, value: Cell)]) {
        self.init(names: members.map(\.name), values: members.map { Value($0.value) })
    }
}

extension Node {
    fileprivate init(_ view: NodeView) {
        self.init(type: view.type, key: view.key, label: view.label, count: view.count)
    }
}

extension Edge {
    fileprivate init(_ view: EdgeView) {
        let properties = Record(view.properties.map { (name: $0.name, value: Cell($0.value)) })
        self.init(
            relation: view.relation, head: Node(view.head), tail: Node(view.tail), properties: properties,
            description: view.text)
    }
}

extension Path {
    fileprivate init(_ view: PathView) {
        let steps = view.steps.map { Step(edge: Edge($0.edge), isInverse: $0.isInverse) }
        self.init(start: Node(view.start), steps: steps, description: view.text())
    }
}
