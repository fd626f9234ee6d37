import Grammar
import Graph
import Query

// What conditions, orders and items speak about
extension OfferSource {
    private var binder: Binder { Binder(reader, names: session.names) }

    /// What `path` leads on to, or what a condition may start with; within back-ticks names alone.
    func fields(of scope: FieldScope, after path: [String]) throws -> [Offer] {
        switch scope {
        case .cost: return costs.map { Offer($0, as: .name) }
        case .pattern: return try binder.fieldNames(in: .node, after: []).map { Offer($0, as: .name) }
        default: break
        }
        let names = try binder.fieldNames(in: Scope(scope), after: path).map { Offer($0, as: .name) }
        return path.isEmpty ? names + Self.functions(in: scope) + returned(in: scope) : names
    }

    /// What edges can be summed up by.
    private var costs: [String] {
        let vocabulary = reader.vocabulary
        let weights = Set(vocabulary.relations.map(\.weightName)).union(["weight"])
        return weights.sorted() + vocabulary.properties.filter { $0.edges > 0 }.map(\.name)
    }

    private static func functions(in scope: FieldScope) -> [Offer] {
        let functions = Function.allCases.map(\.rawValue)
        guard case .match(_, returning: _?) = scope else { return functions.map { Offer($0 + "(", as: .word) } }
        return (functions + Aggregate.allCases.map(\.rawValue)).map { Offer($0 + "(", as: .word) }
    }

    /// The names under which a match returns something.
    private func returned(in scope: FieldScope) -> [Offer] {
        guard case .match(_, returning: let items?) = scope else { return [] }
        return items.compactMap(\.name).map { Offer($0.text, as: .name) }
    }

    /// What a field is compared with: of what holds nodes their labels, of types and relations their names.
    func operands(of scope: FieldScope, _ path: [String]) throws -> Found {
        guard context.quote != nil else { return Found() }
        switch try binder.field(path, in: Scope(scope)) {
        case .label, .name: return try labels(ofTypes: nil)
        case .neighbours(let edges, let type): return try labels(ofTypes: names(of: type, edges))
        case .head, .tail, .nodes: return try labels(ofTypes: nil)
        case .type: return Found(offers: kinds(named: path.last ?? "").map { Offer($0, as: .text) })
        case nil where try path.count == 1 && binder.isNode(path[0], in: Scope(scope)): return try labels(ofTypes: nil)
        default: return Found()
        }
    }

    /// The names of relations where a field is called so, else of types.
    private func kinds(named field: String) -> [String] {
        let vocabulary = reader.vocabulary
        return field.lowercased().hasPrefix("rel") ? vocabulary.relations.map(\.name) : vocabulary.types.map(\.name)
    }

    /// The types that a field of neighbours leads to.
    private func names(of type: TypeID?, _ edges: EdgeChoice) -> [String] {
        let vocabulary = reader.vocabulary
        if let type { return [vocabulary[type].name] }
        let ends = vocabulary.patterns.keys.filter { edges.relations.contains($0.relation) }
        return Set(ends.map(\.tail)).map { vocabulary[$0].name }
    }
}

extension Scope {
    /// The rows that the grammar's place speaks about.
    fileprivate init(_ place: FieldScope) throws {
        switch place {
        case .node, .pattern: self = .node
        case .neighbours(let hops): self = .neighbours(hops ?? 1...1)
        case .reached: self = .reached
        case .step: self = .step
        case .paths(let choice): self = .paths(choice)
        case .match(let patterns, _): self = try MatchVariables(patterns).scope
        case .cost: self = Scope(columns: [.hidden(.edge)], subjects: [0])
        }
    }
}
