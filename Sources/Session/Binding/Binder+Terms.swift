import Grammar
import Graph
import Query

extension Binder {
    /// What a value of the language is in rows of `scope`.
    func term(_ value: Value, in scope: Scope) throws -> Term { try typed(value, in: scope).term }

    /// A term and what kind of thing it is.
    struct Typed {
        let term: Term
        let kind: Scope.Kind
    }

    func typed(_ value: Value, in scope: Scope) throws -> Typed {
        switch value.form {
        case .integer, .number, .string, .truth, .null:
            return Typed(term: .constant(Datum(constant: value.form)), kind: .value)
        case .parameter: return try typed(try names.resolved(value), in: scope)
        case .name(let parts): return try named(parts, value, in: scope)
        case .call(let parts, let argument): return try call(parts, argument, value, in: scope)
        }
    }

    /// `hop`, `s.year`, `artist`: a column, or a field of one.
    private func named(_ parts: [String], _ value: Value, in scope: Scope) throws -> Typed {
        if let number = scope.column(named: parts[0]) {
            let column = Typed(term: .column(number), kind: scope.columns[number].kind)
            return try parts.dropFirst().reduce(column) { try field($1, of: $0, value) }
        }
        for (place, subject) in scope.subjects.enumerated() {
            let column = Typed(term: .column(subject), kind: scope.columns[subject].kind)
            let others = scope.subjects.dropFirst(place + 1).map { scope.columns[$0].kind }
            guard let first = found(parts[0], of: column, before: others) else { continue }
            return try parts.dropFirst().reduce(first) { try field($1, of: $0, value) }
        }
        throw unknownField(parts[0], scope.subjects.map { scope.columns[$0].kind }, scope, value)
    }

    private func field(_ name: String, of base: Typed, _ value: Value) throws -> Typed {
        guard let found = found(name, of: base, before: []) else { throw unknownField(name, [base.kind], nil, value) }
        return found
    }

    /// The field of this name; what only the graph's names tell gives way to a certain field of `others`.
    private func found(_ name: String, of base: Typed, before others: [Scope.Kind]) -> Typed? {
        guard let field = field(name, of: base.kind) else { return nil }
        if case .neighbours = field, others.contains(where: { self.field(name, of: $0) != nil }) { return nil }
        return Typed(term: .field(field, of: base.term), kind: field.kind)
    }

    /// `degree(s)`, `lower(s.label)`: a field, or a function.
    private func call(_ parts: [String], _ argument: Value.Argument?, _ value: Value, in scope: Scope) throws -> Typed {
        let name = parts.joined(separator: ".")
        guard let function = Function(rawValue: name.lowercased()) else {
            guard case .value(let inner) = argument, parts.count == 1,
                let found = found(name, of: try typed(inner, in: scope), before: [])
            else { throw unknownFunction(name, value) }
            return found
        }
        guard case .value(let inner) = argument else { throw unknownFunction(name, value) }
        return Typed(term: .call(function, try term(inner, in: scope)), kind: .value)
    }

    private func unknownFunction(_ name: String, _ value: Value) -> SessionError {
        if Aggregate(rawValue: name.lowercased()) != nil {
            return SessionError(.misplacedAggregate(name), at: value.span)
        }
        return SessionError(.unknownFunction(name, known: Function.allCases.map(\.rawValue)), at: value.span)
    }

    private func unknownField(_ name: String, _ kinds: [Scope.Kind], _ scope: Scope?, _ value: Value) -> SessionError {
        let known = kinds.flatMap(fieldNames) + (scope?.columns.map(\.name).filter { !$0.isEmpty } ?? [])
        return SessionError(
            .unknownField(
                name, suggestions: Spelling.suggestions(for: name, among: known),
                ofEdges: !kinds.contains { $0 == .edge } && field(name, of: .edge) != nil), at: value.span)
    }
}

// What can be asked of nodes, edges and paths
extension Binder {
    /// The field of edges that a word names: a weight or a property.
    func edgeField(_ word: Word) throws -> Field {
        if let field = field(word.text, of: .edge) { return field }
        throw unknownField(word.text, [.edge], nil, Value(.name([word.text]), at: word.span))
    }

    /// The field of this name that things of a kind can have; nil where nothing in the graph has such.
    private func field(_ name: String, of kind: Scope.Kind) -> Field? {
        switch kind {
        case .node: return Field(ofNode: name.lowercased()) ?? property(name) { $0.nodes > 0 } ?? neighbours(name)
        case .edge:
            if let known = Field(ofEdge: name.lowercased()) { return known }
            let isWeight = vocabulary.relations.contains { $0.weightName == name.lowercased() }
            return isWeight ? .property(name.lowercased()) : property(name) { $0.edges > 0 }
        case .path: return Field(ofPath: name.lowercased())
        case .value: return nil
        }
    }

    private func property(_ name: String, where isThere: (Vocabulary.PropertyEntry) -> Bool) -> Field? {
        let entries = vocabulary.properties.filter(isThere)
        let entry =
            entries.first { $0.name == name } ?? entries.first { $0.name.lowercased() == name.lowercased() }
        return entry.map { .property($0.name) }
    }

    /// A relation stands for what it leads to, a type for what of it is next to a node.
    private func neighbours(_ name: String) -> Field? {
        if let relation = vocabulary.relation(named: name) {
            return .neighbours(EdgeChoice(.only([relation]), .out), type: nil)
        }
        guard let type = vocabulary.type(named: name) else { return nil }
        let touching = vocabulary.patterns.keys.filter { $0.head == type || $0.tail == type }.map(\.relation)
        return .neighbours(EdgeChoice(.of(touching), .both), type: type)
    }

    func fieldNames(of kind: Scope.Kind) -> [String] {
        switch kind {
        case .node:
            Field.nodeNames + vocabulary.properties.filter { $0.nodes > 0 }.map(\.name)
                + vocabulary.relations.map(\.name) + vocabulary.types.map(\.name)
        case .edge:
            Field.edgeNames + vocabulary.properties.filter { $0.edges > 0 }.map(\.name)
                + Set(vocabulary.relations.map(\.weightName)).sorted()
        case .path: Field.pathNames
        case .value: []
        }
    }
}

extension Field {
    static let nodeNames = ["id", "key", "name", "label", "type", "degree"]
    static let edgeNames = ["relation", "weight", "head", "tail"]
    static let pathNames = ["length", "nodes", "edges"]

    fileprivate init?(ofNode name: String) {
        switch name {
        case "id": self = .identity
        case "key": self = .key
        case "name": self = .name
        case "label": self = .label
        case "type": self = .type
        case "degree": self = .degree
        default: return nil
        }
    }

    fileprivate init?(ofEdge name: String) {
        switch name {
        case "relation", "rel", "type": self = .type
        case "weight": self = .weight
        case "head", "from": self = .head
        case "tail", "to": self = .tail
        default: return nil
        }
    }

    fileprivate init?(ofPath name: String) {
        switch name {
        case "length": self = .length
        case "nodes": self = .nodes
        case "edges": self = .edges
        default: return nil
        }
    }

    /// What kind of thing the field's value is.
    fileprivate var kind: Scope.Kind {
        switch self {
        case .neighbours, .head, .tail, .nodes: .node
        case .edges: .edge
        default: .value
        }
    }
}

extension Datum {
    /// A constant as written.
    fileprivate init(constant form: Value.Form) {
        self =
            switch form {
            case .integer(let whole): .integer(Int64(whole))
            case .number(let number): .number(number)
            case .string(let text): .text(text)
            case .truth(let truth): .truth(truth)
            case .null, .parameter, .name, .call: .null
            }
    }
}
