extension TreeDump {
    static func text(of write: Write) -> String {
        switch write {
        case .importFile(let file, let kind, let settings):
            list("import", [string(file), listIfAny("as", kind.map { atom($0) }), with(settings)])
        case .exportFile(let file, let format, let settings):
            list("export", [string(file), listIfAny("format", format?.text), with(settings)])
        case .addEdge(let head, let relation, let tail, let settings):
            list("add-edge", [text(of: head), atom(relation), text(of: tail), with(settings)])
        case .addNode(let node, let label, let settings):
            list("add-node", [text(of: node), listIfAny("label", label.map(string)), with(settings)])
        case .removeNode(let node): list("remove-node", [text(of: node)])
        case .removeEdges(let head, let relation, let tail):
            list("remove-edges", [text(of: head), atom(relation), tail.map { text(of: $0) } ?? "*"])
        case .backup(let file): list("backup", [string(file)])
        case .begin: "(begin)"
        case .commit: "(commit)"
        case .rollback: "(rollback)"
        }
    }

    private static func with(_ settings: [Assignment]) -> String? { listIfAny("with", texts(of: settings)) }

    static func text(of session: SessionStatement) -> String {
        switch session {
        case .start(let listener): list("session-start", [listener.map { text(of: $0) } ?? "new"])
        case .end(let ending): list("session-end", [ending?.rawValue])
        case .feedback(let feedback, .rank(let rank, _)): list(feedback.rawValue, [list("rank", [number(rank)])])
        case .feedback(let feedback, .node(let node)): list(feedback.rawValue, [text(of: node)])
        case .more: "(more)"
        case .undo: "(undo)"
        }
    }

    static func text(of meta: Meta) -> String {
        switch meta {
        case .set(let name, let value): list("set", [name.map { atom($0) }, value.map { text(of: $0) }])
        case .letParameter(let name, let value): list("let", [atom(name), text(of: value)])
        case .alias(let name, let node): list("alias", [atom(name), text(of: node)])
        case .source(let file): list("source", [string(file)])
        case .help(let topic, let item): list("help", [topic.map { atom($0) }, item.map { atom($0) }])
        case .quit: "(quit)"
        }
    }
}
