import Grammar
import Graph
import TripleStore

// Nodes by their types, labels and keys
extension OfferSource {
    /// Nodes of these types, of any where nil: in quotes their labels, else their types and what stands for nodes.
    func nodes(ofTypes names: [String]?) throws -> Found {
        if context.quote == "`" { return Found() }
        if context.quote != nil { return try labels(ofTypes: names) }
        let types = reader.vocabulary.types.map(\.name).filter { names?.contains($0.lowercased()) ?? true }
        var offers = types.map { Offer($0, as: .name) }
        if context.prefix.isEmpty {
            offers += try aliases(ofTypes: names).map { Offer($0, as: .marked("@")) }
            offers += session.names.parameters.keys.map { Offer($0, as: .marked("$")) }
        }
        return Found(offers: offers)
    }

    /// Labels of nodes of these types that begin as typed; without an open quote there are too many to begin with.
    func labels(ofTypes names: [String]?) throws -> Found {
        guard context.quote != nil, context.quote != "`" else { return Found() }
        guard let names else { return try labels(of: nil) }
        var found = Found()
        for type in names.compactMap(reader.vocabulary.type(named:)) {
            let more = try labels(of: type)
            found.offers += more.offers
            found.isCut = found.isCut || more.isCut
        }
        return found
    }

    private func labels(of type: TypeID?) throws -> Found {
        Found(try reader.labels(startingWith: context.prefix, type: type, limit: Self.limit), as: .text)
    }

    /// Keys of a type that begin as typed, bare or in back-ticks; in quotes a label comes first.
    func keys(ofType name: String) throws -> Found {
        guard let type = reader.vocabulary.type(named: name) else { return Found() }
        if context.quote == "\"" || context.quote == "'" {
            let labels = try labels(of: type)
            if !labels.offers.isEmpty { return labels }
        }
        return Found(try reader.keys(startingWith: context.prefix, type: type, limit: Self.limit), as: .key)
    }

    private func aliases(ofTypes names: [String]?) throws -> [String] {
        let aliases = try reader.aliases
        guard let names else { return aliases.map(\.name) }
        let types = names.compactMap(reader.vocabulary.type(named:))
        // An alias may outlive its node.
        return aliases.filter { alias in (try? reader.node(alias.node)).map { types.contains($0.type) } ?? false }
            .map(\.name)
    }
}

extension OfferSource.Found {
    /// Names that the store found.
    fileprivate init(_ names: Beginnings, as form: Offer.Form) {
        self.init(offers: names.names.map { Offer($0, as: form, isFound: true) }, isCut: names.isCut)
    }
}
