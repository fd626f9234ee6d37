import Grammar
import Graph
import Query

/// Turns the names of a statement into numbers of the graph.
struct Binder {
    let reader: AnyGraph
    let viewer: Viewer
    let names: SessionNames

    init(_ reader: AnyGraph, names: SessionNames) {
        self.reader = reader
        self.names = names
        viewer = Viewer(reader)
    }

    var vocabulary: Vocabulary { reader.vocabulary }

    /// The relation that a word names.
    func relation(_ word: Word) throws -> RelationID {
        if let relation = vocabulary.relation(named: word.text) { return relation }
        let known = vocabulary.relations.map(\.name)
        throw SessionError(
            .unknownRelation(word.text, suggestions: Spelling.suggestions(for: word.text, among: known)), at: word.span)
    }

    /// The type that a word names.
    func type(_ word: Word) throws -> TypeID {
        guard let type = vocabulary.type(named: word.text) else { throw unknownType(word) }
        return type
    }

    /// Why a word is no type.
    func unknownType(_ word: Word) -> SessionError {
        let known = vocabulary.types.map(\.name)
        return SessionError(
            .unknownType(word.text, suggestions: Spelling.suggestions(for: word.text, among: known)), at: word.span)
    }

    /// The edges that `via` and a way choose; all, both ways, where neither is given.
    func edges(via: [Word], way: Way?) throws -> EdgeChoice {
        EdgeChoice(via.isEmpty ? .all : .of(try via.map(relation)), way.map(Direction.init) ?? .both)
    }
}

/// What a session has names for.
struct SessionNames {
    /// What `@1 … @n` stand for.
    var listing: [NodeID] = []
    /// What `$x` stands for.
    var parameters: [String: Value] = [:]

    /// The value itself, or what the parameter stands for that it is.
    func resolved(_ value: Value) throws -> Value {
        guard case .parameter(let name) = value.form else { return value }
        guard let known = parameters[name] else { throw SessionError(.unknownParameter(name), at: value.span) }
        return Value(known.form, at: value.span)
    }
}

extension Direction {
    /// The direction that a way of the language means.
    init(_ way: Way) {
        self =
            switch way {
            case .in: .in
            case .out: .out
            case .both: .both
            }
    }
}
