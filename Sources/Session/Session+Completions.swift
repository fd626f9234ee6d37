import Grammar
import Graph

extension Session {
    /// What may follow `line`, which ends at the cursor: `kept` stays, each candidate may stand after it.
    public func completions(of line: String) -> (kept: String, candidates: [String]) {
        let context = Completion.context(of: line)
        let kept = String(line[..<context.start])
        let words = (try? words(for: context)) ?? []
        let typed = String(line[context.start...])
        let fitting = words.filter { $0.lowercased().hasPrefix(typed.lowercased()) }
        return (kept, Array(Set(fitting)).sorted())
    }

    private func words(for context: Completion.Context) throws -> [String] {
        if let quote = context.quote { return quote == "`" ? [] : try labels(context.prefix, quote: quote) }
        let reader = try self.reader()
        return try context.expected.flatMap { expected -> [String] in
            switch expected {
            case .verb(let word):
                Self.topics.contains { $0.verb == word } ? [word + " "] : []
            case .keyword(let word): [word + " "]
            case .relation: reader.vocabulary.relations.map(\.name)
            case .type, .node: reader.vocabulary.types.map { $0.name + " " }
            case .model: try models.names()
            case .setting: Self.settingNames.map { $0 + " " }
            default: []
            }
        }
    }

    /// The labels that start so, in quotes.
    private func labels(_ prefix: String, quote: Character) throws -> [String] {
        let reader = try self.reader()
        let nodes = try reader.nodes(reader.nodes(labelPrefix: prefix, limit: 200))
        return nodes.compactMap(\.label).filter { !$0.contains(quote) }.map { "\(quote)\($0)\(quote)" }
    }
}
