import Grammar
import Graph
import Query

/// A `match` whose names are bound.
struct BoundMatch {
    let pattern: MatchPattern
    let answer: MatchReturn
    /// The columns to show; what comes after them was wanted for the order alone.
    let columns: [Answer.Column]
}

extension Binder {
    /// The pattern and what is returned of it.
    func match(_ statement: Match) throws -> BoundMatch {
        let variables = try MatchVariables(statement.patterns)
        let scope = variables.scope
        var pattern = MatchPattern(nodes: [])
        var conditions: [Condition] = []
        for (number, nodes) in variables.nodes.enumerated() {
            pattern.nodes.append(try node(nodes, number, scope, &conditions))
        }
        pattern.edges = try variables.edges.map { edge in
            let relations = try edge.written.relations.map(relation)
            return MatchPattern.Edge(
                from: edge.from, to: edge.to,
                EdgeChoice(relations.isEmpty ? .all : .of(relations), Direction(edge.written.way)), chain: edge.chain,
                repetition: try edge.written.quantifier.map(repetition))
        }
        if let condition = statement.tail.condition { conditions.append(try self.condition(condition, in: scope)) }
        conditions = try conditions.flatMap(\.conjuncts).filter { try !narrow(&pattern, by: $0) }
        if !conditions.isEmpty { pattern.condition = .all(conditions) }
        return try returned(statement, pattern, scope)
    }

    private func repetition(_ quantifier: Quantifier) throws -> MatchPattern.Repetition {
        let most = max(quantifier.minimum, quantifier.maximum ?? 0)
        let limit = MatchPattern.Repetition.lengthLimit
        guard most <= limit else {
            throw SessionError(
                .badValue("{…}", found: String(most), expected: "at most \(limit) repetitions of an edge"))
        }
        return .init(minimum: quantifier.minimum, maximum: quantifier.maximum)
    }

    /// One node variable, of all the places where it is written.
    ///
    /// In its braces a label, name, key or identity names the node as it would elsewhere; the rest become conditions.
    private func node(
        _ places: [Match.NodePattern], _ number: Int, _ scope: Scope, _ conditions: inout [Condition]
    ) throws -> MatchPattern.Node {
        let types = try places.compactMap(\.type).map(type)
        for other in types.dropFirst() where other != types[0] {
            conditions.append(
                .comparison(.field(.type, of: .column(number)), .equal, .constant(.text(vocabulary[other].name))))
        }
        let subject = Scope(columns: scope.columns.map { _ in .hidden(.node) }, subjects: [number])
        var node = MatchPattern.Node(type: types.first)
        for property in places.flatMap(\.properties) {
            let name = try term(Value(.name([property.name.text]), at: property.name.span), in: subject)
            let value = try term(property.value, in: scope)
            if case .field(let field, of: _) = name, case .constant(let datum) = value, let text = datum.asWritten,
                let found = try nodes(whose: field, is: text, type: types.first)
            {
                guard !found.isEmpty else { throw try unknown(text, types.first, property.value) }
                node.keep(found)
            } else {
                conditions.append(.comparison(name, .equal, try stored(value, beside: name, property.value)))
            }
        }
        return node
    }

    private func unknown(_ text: String, _ type: TypeID?, _ value: Value) throws -> SessionError {
        let suggestions = try similarLabels(text, type: type)
        return SessionError(
            .unknownNode(text, type: type.map { vocabulary[$0].name }, suggestions: suggestions), at: value.span)
    }

    /// Where a key, a label or an identity leaves few nodes for a variable, finds them by the store's indexes.
    private func narrow(_ pattern: inout MatchPattern, by condition: Condition) throws -> Bool {
        guard
            case .comparison(.field(let field, of: .column(let number)), .equal, .constant(let datum)) = condition,
            pattern.nodes.indices.contains(number), let text = datum.asWritten,
            let found = try nodes(whose: field, is: text, type: pattern.nodes[number].type)
        else { return false }
        let own = Condition.comparison(.field(field, of: .column(0)), .equal, .constant(.text(text)))
        let exact = try Evaluator(reader).places(where: own, in: Rows(nodes: found)).map { found[$0] }
        pattern.nodes[number].keep(exact)
        return true
    }

    private func nodes(whose field: Field, is text: String, type: TypeID?) throws -> [NodeID]? {
        switch field {
        case .name:
            let byKey = try nodes(whose: .key, is: text, type: type) ?? []
            return try labelled(text, type: type) + byKey
        case .label: return try labelled(text, type: type)
        case .key:
            return try (type.map { [$0] } ?? vocabulary.typeIDs).compactMap { try reader.node(type: $0, key: text) }
        case .identity: return try identified(text).map { [$0] } ?? []
        default: return nil
        }
    }
}

// What is returned
extension Binder {
    private func returned(_ statement: Match, _ pattern: MatchPattern, _ scope: Scope) throws -> BoundMatch {
        var items = try statement.items.map { try item($0.value, in: scope) }
        let columns = zip(statement.items, items).map { written, item in
            Answer.Column(
                written.name?.text ?? written.value.heading, holdsNodes: item.isNode(in: scope))
        }
        for (place, column) in columns.enumerated() where columns[..<place].contains(where: { $0.name == column.name })
        {
            let item = statement.items[place]
            throw SessionError(.takenName(column.name), at: item.name?.span ?? item.value.span)
        }
        var order: MatchReturn.Order?
        if let wanted = statement.tail.order {
            let place = try orderPlace(wanted.value, statement, &items, scope)
            order = MatchReturn.Order(by: place, isDescending: wanted.isDescending)
        }
        return BoundMatch(
            pattern: pattern, answer: MatchReturn(items, order: order, limit: statement.tail.limit?.asLimit),
            columns: columns)
    }

    private func item(_ value: Value, in scope: Scope) throws -> MatchReturn.Item {
        guard case .call(let parts, let argument) = value.form, parts.count == 1,
            let aggregate = Aggregate(rawValue: parts[0].lowercased())
        else { return .value(try term(value, in: scope)) }
        switch argument {
        case .everything where aggregate == .count: return .aggregate(.count, of: nil)
        case .value(let inner):
            guard case .call(["distinct"], .value(let each)) = inner.form else {
                return .aggregate(aggregate, of: try term(inner, for: aggregate, in: scope))
            }
            return .aggregate(aggregate, of: try term(each, for: aggregate, in: scope), isDistinct: true)
        default:
            throw SessionError(
                .badValue(parts[0], found: Printer.text(of: value), expected: "something to take it of"), at: value.span
            )
        }
    }

    /// What is reckoned with of nodes is their names.
    private func term(_ value: Value, for aggregate: Aggregate, in scope: Scope) throws -> Term {
        let term = try term(value, in: scope)
        return aggregate == .count || aggregate == .collect ? term : byName(term, in: scope)
    }

    /// The term, of nodes their names: these have an order that people know.
    private func byName(_ term: Term, in scope: Scope) -> Term {
        switch term {
        case .column(let number) where scope.columns[number].kind == .node: .field(.name, of: term)
        case .field(.neighbours, of: _), .field(.head, of: _), .field(.tail, of: _), .field(.nodes, of: _):
            .field(.name, of: term)
        default: term
        }
    }

    /// The place of the item to order by: a returned one, else one that is added unseen.
    private func orderPlace(
        _ value: Value, _ statement: Match, _ items: inout [MatchReturn.Item], _ scope: Scope
    ) throws -> Int {
        let named = statement.items.firstIndex { item in
            item.value == value || item.name.map { value.form == .name([$0.text]) } ?? false
        }
        var wanted = try named.map { items[$0] } ?? item(value, in: scope)
        if case .value(let term) = wanted { wanted = .value(byName(term, in: scope)) }
        if let place = items.firstIndex(of: wanted) { return place }
        let isGrouped = items.contains(where: \.isAggregate)
        if isGrouped, case .value(let term) = wanted, !items.contains(where: { term.isField(of: $0) }) {
            throw SessionError(
                .badValue("order by", found: Printer.text(of: value), expected: "something that is returned"),
                at: value.span)
        }
        items.append(wanted)
        return items.count - 1
    }
}

extension MatchReturn.Item {
    func isNode(in scope: Scope) -> Bool {
        if case .value(.column(let number)) = self { scope.columns[number].kind == .node } else { false }
    }
}

extension Term {
    /// Whether the item settles the term's value.
    fileprivate func isField(of item: MatchReturn.Item) -> Bool {
        if item == .value(self) { return true }
        switch self {
        case .constant: return true
        case .column: return false
        case .field(_, of: let inner), .call(_, let inner): return inner.isField(of: item)
        }
    }
}

extension Datum {
    /// The text of a key: whole numbers are keys as they stand.
    fileprivate var asWritten: String? {
        switch self {
        case .text(let text): text
        case .integer(let whole): String(whole)
        default: nil
        }
    }
}

extension Value {
    /// The value as the heading of a column: as written, blanks aside.
    fileprivate var heading: String {
        switch form {
        case .call(let parts, .everything): "\(parts.joined(separator: "."))(*)"
        case .call(let parts, .value(let inner)): "\(parts.joined(separator: "."))(\(inner.heading))"
        default: plainText
        }
    }
}

extension MatchPattern.Node {
    /// Leaves those candidates alone that are among `nodes`.
    fileprivate mutating func keep(_ nodes: [NodeID]) {
        candidates = Set(nodes).intersection(candidates ?? nodes).sorted()
    }
}
