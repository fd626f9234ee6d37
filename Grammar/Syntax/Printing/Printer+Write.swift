extension Printer {
    static func text(of write: Write) -> String {
        switch write {
        case .importFile(let file, let kind, let settings):
            "import \(quoted(file.text))" + clause("as", kind.map(name)) + with(settings)
        case .exportFile(let file, let format, let settings):
            "export \(quoted(file.text))" + clause("format", format?.text) + with(settings)
        case .addEdge(let head, let relation, let tail, let settings):
            "add \(text(of: head)) \(guardedName(relation.text)) \(text(of: tail))" + with(settings)
        case .addNode(let node, let label, let settings):
            "add \(text(of: node))" + clause("label", label.map { quoted($0.text) }) + with(settings)
        case .removeNode(let node): "remove \(text(of: node))"
        case .removeEdges(let head, let relation, let tail):
            "remove \(text(of: head)) \(name(relation)) \(tail.map { text(of: $0) } ?? "*")"
        case .backup(let file): "backup \(quoted(file.text))"
        case .begin: "begin"
        case .commit: "commit"
        case .rollback: "rollback"
        }
    }

    static func text(of session: SessionStatement) -> String {
        switch session {
        case .start(let listener): "session start \(listener.map { text(of: $0) } ?? "new")"
        case .end(let ending): "session end" + flag(ending?.rawValue ?? "", ending != nil)
        case .feedback(let feedback, .rank(let rank, _)): "\(feedback.rawValue) \(rank)"
        case .feedback(let feedback, .node(let node)): "\(feedback.rawValue) \(text(of: node))"
        case .more: "more"
        case .undo: "undo"
        }
    }

    static func text(of meta: Meta) -> String {
        switch meta {
        case .set(nil, _): "set"
        case .set(let setting?, let value): "set \(name(setting))" + clause("=", value.map { text(of: $0) })
        case .letParameter(let parameter, let value): "let $\(name(parameter)) = \(text(of: value))"
        case .alias(let alias, let node): "alias \(name(alias)) = \(text(of: node))"
        case .source(let file): "source \(quoted(file.text))"
        case .help(let topic, let item): (["help"] + [topic, item].compactMap { $0.map(name) }).joined(separator: " ")
        case .quit: "quit"
        }
    }
}
