extension Parser {
    /// What changes the graph; nil where no verb of it stands here.
    mutating func write() throws(ParseError) -> Write? {
        if verb("import", "load") { return try importFile() }
        if verb("export") {
            let file = try string(.file)
            let format = accept("format") ? try format(Expected.exportFormat) : nil
            return .exportFile(file, format: format, with: try with(.exporting))
        }
        if verb("add") { return try add() }
        if verb("remove") { return try remove() }
        if verb("backup") { return .backup(try string(.file)) }
        if verb("begin") { return .begin }
        if verb("commit") { return .commit }
        if verb("rollback") { return .rollback }
        return nil
    }

    private mutating func importFile() throws(ParseError) -> Write {
        let file = try string(.file)
        let kind = accept("as") ? try name(.kind) : nil
        return .importFile(file, kind: kind, with: try with(.importing(file: file.text, kind: kind?.text)))
    }

    /// `node REL node`, or a node alone with its label; `label` and `with` are never relations here.
    private mutating func add() throws(ParseError) -> Write {
        let head = try node()
        let label = accept("label") ? try string(.text) : nil
        if label == nil, !at("with") {
            note(.relation)
            if isAtName {
                let relation = try name(.relation)
                let tail = try node()
                return .addEdge(
                    head: head, relation: relation, tail: tail, with: try with(.edge(relation: relation.text)))
            }
        }
        return .addNode(head, label: label, with: try with(.node))
    }

    private mutating func remove() throws(ParseError) -> Write {
        let head = try node()
        note(.relation)
        guard isAtName else { return .removeNode(head) }
        let relation = try name(.relation)
        let tail = symbol("*") ? nil : try node()
        return .removeEdges(head: head, relation: relation, tail: tail)
    }
}
