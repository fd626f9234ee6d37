import Grammar

extension RandomTrees {
    mutating func write() -> Write {
        switch random.below(8) {
        case 0: .importFile(word(string()), kind: maybe { $0.word() }, with: some(0...2) { $0.assignment() })
        case 1:
            .exportFile(
                word(string()), format: maybe { $0.word($0.pick(["csv", "dot"])) },
                with: some(0...2) { $0.assignment() })
        case 2: .addEdge(head: node(), relation: word(), tail: node(), with: some(0...2) { $0.assignment() })
        case 3: .addNode(node(), label: maybe { $0.word($0.string()) }, with: some(0...2) { $0.assignment() })
        case 4: .removeNode(node())
        case 5: .removeEdges(head: node(), relation: word(), tail: maybe { $0.node() })
        case 6: .backup(word(string()))
        default: pick([.begin, .commit, .rollback])
        }
    }

    mutating func session() -> SessionStatement {
        switch random.below(5) {
        case 0: .start(listener: maybe { $0.node() })
        case 1: .end(pick([nil, .commit, .discard]))
        case 2: .feedback(pick([.like, .skip, .ban]), .node(node()))
        case 3: pick([.more, .undo])
        default: .start(listener: nil)
        }
    }

    private mutating func helpOn() -> Meta {
        guard let topic = maybe({ $0.word() }) else { return .help(nil, of: nil) }
        return .help(topic, of: maybe { $0.word() })
    }

    mutating func meta() -> Meta {
        switch random.below(7) {
        case 0: .set(name: nil, value: nil)
        case 1: .set(name: word(), value: maybe { $0.value() })
        case 2: .letParameter(word(), value())
        case 3: .alias(word(), node())
        case 4: .source(word(string()))
        case 5: helpOn()
        default: .quit
        }
    }
}
