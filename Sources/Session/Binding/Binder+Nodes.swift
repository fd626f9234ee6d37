import Grammar
import Graph
import Query

extension Binder {
    /// All nodes that a reference may mean, at least one; only those of `type` where one is wanted.
    func nodes(_ reference: NodeReference, wanted type: String? = nil) throws -> [NodeID] {
        let hits = try unfiltered(reference, wanted: type)
        guard let filter = reference.filter else { return hits }
        let kept = try self.kept(hits, by: filter)
        guard !kept.isEmpty else {
            throw SessionError(.unknownNode(reference.text, type: type, suggestions: []), at: reference.span)
        }
        return kept
    }

    /// The one node that a reference means; several are an error that lists them.
    func node(_ reference: NodeReference, wanted type: String? = nil) throws -> NodeID {
        let hits = try nodes(reference, wanted: type)
        guard hits.count > 1 else { return try checked(hits[0], reference, wanted: type) }
        throw SessionError(.ambiguous(reference.text, hits: try viewer.hits(hits)), at: reference.span)
    }

    private func checked(_ node: NodeID, _ reference: NodeReference, wanted: String?) throws -> NodeID {
        guard let wanted else { return node }
        let found = try viewer.node(node).type
        guard found.lowercased() == wanted else {
            throw SessionError(.wrongType(reference.text, found: found, wanted: wanted), at: reference.span)
        }
        return node
    }

    private func unfiltered(_ reference: NodeReference, wanted type: String?) throws -> [NodeID] {
        switch reference.form {
        case .label(let text):
            return try found(labelled(text, type: type.flatMap(vocabulary.type(named:))), reference, text, type)
        case .typed(let typeWord, let key, let isQuoted):
            guard let type = vocabulary.type(named: typeWord.text) else { throw try unknownType(typeWord, key) }
            let hits = try keyed(type: type, key.text, labelFirst: isQuoted)
            return try found(hits, reference, key.text, typeWord.text)
        case .row(let row):
            guard names.listing.indices.contains(row - 1) else {
                throw SessionError(.rowOutOfRange(row, count: names.listing.count), at: reference.span)
            }
            guard (try? reader.node(names.listing[row - 1])) != nil else {
                throw SessionError(.goneRow(row), at: reference.span)
            }
            return [names.listing[row - 1]]
        case .alias(let name):
            guard let node = try reader.alias(named: name) else {
                throw SessionError(.unknownAlias(name), at: reference.span)
            }
            return [node]
        case .parameter(let name): return try parameter(name, reference, wanted: type)
        }
    }

    /// Why two words name no node: the first is no type; both together may be a title that wants quotes.
    private func unknownType(_ type: Word, _ key: Word) throws -> SessionError {
        let title = "\(type.text) \(key.text)"
        guard try reader.nodes(labelled: title).isEmpty else {
            return SessionError(.unknownType(type.text, suggestions: [Printer.quoted(title)]), at: type.span)
        }
        return unknownType(type)
    }

    /// A parameter holds text: a label, else `type:key`.
    private func parameter(_ name: String, _ reference: NodeReference, wanted: String?) throws -> [NodeID] {
        guard let value = names.parameters[name] else {
            throw SessionError(.unknownParameter(name), at: reference.span)
        }
        let text = value.plainText
        let hits = try labelled(text, type: wanted.flatMap(vocabulary.type(named:)))
        if hits.isEmpty, let node = try identified(text) { return [node] }
        return try found(hits, reference, text, wanted)
    }

    /// The node that a text names as `type:key`; nil where it does not.
    func identified(_ text: String) throws -> NodeID? {
        guard let colon = text.firstIndex(of: ":"), let type = vocabulary.type(named: String(text[..<colon])) else {
            return nil
        }
        return try reader.node(type: type, key: String(text[text.index(after: colon)...]))
    }

    private func found(_ hits: [NodeID], _ reference: NodeReference, _ text: String, _ type: String?) throws -> [NodeID]
    {
        guard hits.isEmpty else { return hits }
        let suggestions = try similarLabels(text, type: type.flatMap(vocabulary.type(named:)))
        throw SessionError(.unknownNode(text, type: type, suggestions: suggestions), at: reference.span)
    }

    /// The nodes called `text`; one in the very same letters wins where it is the only such one.
    func labelled(_ text: String, type: TypeID?) throws -> [NodeID] {
        let nodes = try reader.nodes(labelled: text, type: type)
        guard nodes.count > 1 else { return nodes }
        let exact = try reader.nodes(nodes).filter { $0.label == text }
        return exact.count == 1 ? [exact[0].id] : nodes
    }

    private func keyed(type: TypeID, _ text: String, labelFirst: Bool) throws -> [NodeID] {
        let byKey = try reader.node(type: type, key: text).map { [$0] } ?? []
        if !labelFirst && !byKey.isEmpty { return byKey }
        let byLabel = try labelled(text, type: type)
        return byLabel.isEmpty ? byKey : byLabel
    }

    /// Up to three labels that may have been meant.
    func similarLabels(_ text: String, type: TypeID?) throws -> [String] {
        for length in [3, 1] where text.count >= length {
            let near = try reader.nodes(labelPrefix: String(text.prefix(length)), type: type, limit: 4_000)
            let suggestions = Spelling.suggestions(for: text, among: try reader.nodes(near).compactMap(\.label))
            if !suggestions.isEmpty { return suggestions }
        }
        return []
    }

    private func kept(_ hits: [NodeID], by filter: NodeReference.Filter) throws -> [NodeID] {
        switch filter {
        case .expression(let expression):
            let condition = try condition(expression, in: .node)
            return try Evaluator(reader).places(where: condition, in: Rows(nodes: hits)).map { hits[$0] }
        case .edge(let word, let other):
            let others = Set(try nodes(other))
            let adjacency = try reader.neighbours(of: hits, via: .only([try relation(word)]), direction: .both)
            let passing = Set(
                adjacency.runs.filter { adjacency.nodes[$0.range].contains(where: others.contains) }.map(\.source))
            return hits.indices.filter(passing.contains).map { hits[$0] }
        }
    }
}

extension NodeReference {
    /// The name for messages.
    var text: String {
        switch form {
        case .label(let label): "\"\(label)\""
        case .typed(let type, let key, let isQuoted):
            isQuoted ? "\(type.text) \"\(key.text)\"" : "\(type.text) \(key.text)"
        case .row(let row): "@\(row)"
        case .alias(let name): "@\(name)"
        case .parameter(let name): "$\(name)"
        }
    }
}

extension Value {
    /// The value as a person would type it, without quotes.
    var plainText: String {
        switch form {
        case .integer(let whole): String(whole)
        case .number(let number): "\(number)"
        case .string(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .null: "null"
        case .parameter(let name): "$\(name)"
        case .name(let parts): parts.joined(separator: ".")
        case .call(let parts, _): parts.joined(separator: ".") + "()"
        }
    }
}
