import Grammar
import Graph
import Ingest
import TripleStore

/// Carries out `add` and `remove` in one transaction, and says what is new.
struct Scribe {
    let writer: StoreWriter
    let binder: Binder

    init(_ writer: StoreWriter, binder: Binder) {
        self.writer = writer
        self.binder = binder
    }

    func perform(_ statement: Write) throws -> [String] {
        switch statement {
        case .addEdge(let head, let relation, let tail, let settings):
            return try add(head, relation, tail, settings)
        case .addNode(let reference, let label, let settings): return try add(reference, label, settings)
        case .removeNode(let reference):
            let node = try binder.node(reference)
            let edges = try writer.remove(node: node)
            return ["removed \(reference.text) and \(edges.grouped) edges"]
        case .removeEdges(let head, let relation, let tail):
            return [try remove(head, relation, tail)]
        default: return []
        }
    }

    private func add(
        _ head: NodeReference, _ relation: Word, _ tail: NodeReference, _ settings: [Assignment]
    ) throws -> [String] {
        var notes: [String] = []
        let nodes = try [head, tail].map { try existing($0, &notes) }
        let isNewRelation = writer.vocabulary.relation(named: relation.text) == nil
        let weightName = relation.text.lowercased() == "played" ? "count" : "weight"
        let number = try writer.relation(named: relation.text, weightName: weightName)
        let entry = writer.vocabulary[number]
        if isNewRelation { notes.append("new relation \(entry.name)") }
        let weight = try self.weight(settings, named: entry.weightName)
        let isNew = try writer.add(Triple(nodes[0], number, nodes[1]), weight: weight)
        return notes + [isNew ? "added 1 edge" : "that edge was there already"]
    }

    /// The node; one of a type and key that is not there yet is made.
    private func existing(_ reference: NodeReference, _ notes: inout [String]) throws -> NodeID {
        guard case .typed(let type, let key, _) = reference.form, reference.filter == nil else {
            return try binder.node(reference)
        }
        if writer.vocabulary.type(named: type.text) != nil, let known = try known(reference) { return known }
        if writer.vocabulary.type(named: type.text) == nil { notes.append("new type \(type.text)") }
        let id = try writer.type(named: type.text)
        notes.append("new node \(type.text):\(key.text)")
        let label = writer.defaultLabel(type: id, key: key.text)
        return try writer.add(type: id, key: key.text, label: label, properties: []).id
    }

    /// The node of a typed reference, nil where there is none; several of that name are an error.
    private func known(_ reference: NodeReference) throws -> NodeID? {
        do { return try binder.node(reference) } catch let error as SessionError {
            if case .unknownNode = error.fact { return nil }
            throw error
        }
    }

    private func weight(_ settings: [Assignment], named name: String) throws -> Float? {
        guard let setting = settings.first else { return nil }
        if let other = settings.first(where: { $0.name.text.lowercased() != name }) {
            throw SessionError(.notYet("a property of an edge but its \(name)"), at: other.name.span)
        }
        guard let weight = Float(setting.value.plainText), weight.isFinite else {
            throw SessionError(
                .badValue(name, found: setting.value.plainText, expected: "a number"), at: setting.value.span)
        }
        return weight
    }

    private func add(_ reference: NodeReference, _ label: Word?, _ settings: [Assignment]) throws -> [String] {
        let properties = try settings.map { Property($0.name.text, try PropertyValue($0.value)) }
        guard case .typed(let type, let key, _) = reference.form, reference.filter == nil else {
            let node = try writer.node(binder.node(reference))
            _ = try writer.add(type: node.type, key: node.key, label: label?.text, properties: properties)
            return ["changed \(reference.text)"]
        }
        let isNewType = writer.vocabulary.type(named: type.text) == nil
        let id = try writer.type(named: type.text)
        let isNew = try writer.node(type: id, key: key.text) == nil
        let name = label?.text ?? (isNew ? writer.defaultLabel(type: id, key: key.text) : nil)
        _ = try writer.add(type: id, key: key.text, label: name, properties: properties)
        return (isNewType ? ["new type \(type.text)"] : []) + [isNew ? "added 1 node" : "changed \(reference.text)"]
    }

    private func remove(_ head: NodeReference, _ relation: Word, _ tail: NodeReference?) throws -> String {
        let number = try binder.relation(relation)
        let node = try binder.node(head)
        let tails =
            try tail.map { [try binder.node($0)] }
            ?? writer.neighbours(of: [node], via: .only([number]), direction: .out).nodes
        let count = try tails.filter { try writer.remove(Triple(node, number, $0)) }.count
        return "removed \(count.grouped) edge\(count == 1 ? "" : "s")"
    }
}

extension PropertyValue {
    /// The property that a value of the language is.
    fileprivate init(_ value: Value) throws {
        switch value.form {
        case .integer(let whole): self = .integer(Int64(whole))
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .truth(let truth): self = .truth(truth)
        case .null, .parameter, .name, .call:
            throw SessionError(
                .badValue("a property", found: value.plainText, expected: "a text, a number, true or false"),
                at: value.span)
        }
    }
}
