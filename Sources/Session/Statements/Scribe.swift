import Grammar
import Graph
import Ingest
import Query
import TripleStore

/// Carries out `add` and `remove` in one transaction, and says what is new.
struct Scribe {
    let writer: StoreWriter
    let binder: Binder

    init(_ writer: StoreWriter, binder: Binder) {
        self.writer = writer
        self.binder = binder
    }

    func perform(_ statement: Write) throws -> [Note] {
        switch statement {
        case .addEdge(let head, let relation, let tail, let settings):
            return try add(head, relation, tail, settings)
        case .addNode(let reference, let label, let settings): return try add(reference, label, settings)
        case .removeNode(let reference):
            let node = try binder.node(reference)
            let edges = try writer.remove(node: node)
            return [.removedNode(reference.text, edges: edges)]
        case .removeEdges(let head, let relation, let tail):
            return [try remove(head, relation, tail)]
        default: return []
        }
    }

    private func add(
        _ head: NodeReference, _ relation: Word, _ tail: NodeReference, _ settings: [Assignment]
    ) throws -> [Note] {
        var notes: [Note] = []
        let nodes = try [head, tail].map { try existing($0, &notes) }
        let relations = writer.vocabulary.relations.map(\.name)
        let isNewRelation = writer.vocabulary.relation(named: relation.text) == nil
        let number = try writer.relation(named: relation.text)
        let entry = writer.vocabulary[number]
        if isNewRelation {
            notes.append(
                .new("relation", entry.name, near: Spelling.suggestions(for: entry.name, among: relations)))
        }
        let isWeight = { (setting: Assignment) in setting.name.text.lowercased() == entry.weightName }
        let weight = try settings.last(where: isWeight).map { try self.weight($0, named: entry.weightName) }
        let properties = try self.properties(settings.filter { !isWeight($0) }, besides: Self.edgeNames)
        let edge = Triple(nodes[0], number, nodes[1])
        let before = try writer.weights(of: [edge])[0]
        let isNew = try writer.add(edge, weight: weight)
        if !properties.isEmpty { try writer.set(properties, of: edge) }
        if !isNew, let weight, weight != before {
            return notes + [.reweighed(entry.weightName, from: before, to: weight)]
        }
        return notes + [!isNew && !properties.isEmpty ? .changed("edge") : .added("edge", isNew: isNew)]
    }

    /// The node; one of a type and key that is not there yet is made.
    private func existing(_ reference: NodeReference, _ notes: inout [Note]) throws -> NodeID {
        guard case .typed(let type, let key, let isQuoted) = reference.form, reference.filter == nil else {
            return try binder.node(reference)
        }
        if let known = try known(reference) { return known }
        let made = try make(type, key, label: isQuoted ? key : nil, [], at: reference.span)
        notes += made.notes + [.new("node", "\(type.text):\(key.text)")]
        return made.id
    }

    /// A new node; without a label of its own it has its type's usual one.
    private func make(
        _ type: Word, _ key: Word, label: Word?, _ properties: [Property], at span: SourceSpan
    ) throws -> (id: NodeID, notes: [Note]) {
        if key.text.isEmpty { throw SessionError(.emptyKey, at: span) }
        let types = writer.vocabulary.types.map(\.name)
        let isNewType = writer.vocabulary.type(named: type.text) == nil
        let number = try writer.type(named: type.text)
        let name = label?.text ?? writer.defaultLabel(type: number, key: key.text)
        let id = try writer.add(type: number, key: key.text, label: name, properties: properties).id
        return (
            id, isNewType ? [.new("type", type.text, near: Spelling.suggestions(for: type.text, among: types))] : []
        )
    }

    /// The node of a typed reference, nil where there is none; several of that name are an error.
    private func known(_ reference: NodeReference) throws -> NodeID? {
        do { return try binder.node(reference) } catch let error as SessionError {
            switch error.fact {
            case .unknownNode, .unknownType: return nil
            default: throw error
            }
        }
    }

    /// The weight that a setting gives an edge; a count is a whole number that single precision holds.
    private func weight(_ setting: Assignment, named name: String) throws -> Float {
        let value = try binder.names.resolved(setting.value)
        let isCount = name == "count"
        guard let weight = Double(value.plainText), Float(weight).isFinite,
            !isCount || weight >= 1 && weight <= Double(Vocabulary.countLimit) && weight == weight.rounded()
        else {
            let expected = isCount ? "a whole number from 1 to \(Vocabulary.countLimit)" : "a number"
            throw SessionError(.badValue(name, found: value.plainText, expected: expected), at: value.span)
        }
        return Float(weight)
    }

    /// The properties that settings give; the names of what every node or edge has are taken.
    private func properties(_ settings: [Assignment], besides taken: [String]) throws -> [Property] {
        try settings.map { setting in
            guard !taken.contains(setting.name.text.lowercased()) else {
                throw SessionError(.reservedName(setting.name.text), at: setting.name.span)
            }
            return Property(setting.name.text, try PropertyValue(binder.names.resolved(setting.value)))
        }
    }

    private static let edgeNames = Field.edgeNames + ["count"]

    private func add(_ reference: NodeReference, _ label: Word?, _ settings: [Assignment]) throws -> [Note] {
        let properties = try self.properties(settings, besides: Field.nodeNames)
        guard case .typed(let type, let key, let isQuoted) = reference.form, reference.filter == nil else {
            return try change(try binder.node(reference), label, properties)
        }
        if let known = try known(reference) { return try change(known, label, properties) }
        let made = try make(type, key, label: label ?? (isQuoted ? key : nil), properties, at: reference.span)
        return made.notes + [.added("node", isNew: true)]
    }

    private func change(_ node: NodeID, _ label: Word?, _ properties: [Property]) throws -> [Note] {
        let node = try writer.node(node)
        _ = try writer.add(type: node.type, key: node.key, label: label?.text, properties: properties)
        return [label == nil && properties.isEmpty ? .added("node", isNew: false) : .changed("node")]
    }

    private func remove(_ head: NodeReference, _ relation: Word, _ tail: NodeReference?) throws -> Note {
        let number = try binder.relation(relation)
        let node = try binder.node(head)
        let tails =
            try tail.map { [try binder.node($0)] }
            ?? writer.neighbours(of: [node], via: .only([number]), direction: .out).nodes
        let count = try tails.filter { try writer.remove(Triple(node, number, $0)) }.count
        return .removedEdges(count)
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
