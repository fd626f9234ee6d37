import Grammar
import Testing

/// Every production of the definition has corpus cases: right ones that use it, wrong ones that fail in it or after it.
@Suite("The corpus covers") struct CoverageTests {
    /// The productions with words or signs of their own; the others only choose between these.
    private static let productions = EBNF.productions(of: GrammarText.ebnf).filter { production in
        production.name.contains(where: \.isLowercase) && !production.terminals.isEmpty
    }

    /// What was read of every faulty statement of the corpus.
    private static let allFaults = Corpus.cases.flatMap { faults(of: $0.query) }

    @Test("by a right case", arguments: productions.map(\.name)) func right(name: String) throws {
        let terminals = try #require(Self.productions.first { $0.name == name }).terminals
        for terminal in terminals where terminal.allSatisfy(\.isLetter) {
            #expect(Corpus.rightCases.contains { Self.uses(terminal, in: $0.query) }, "\(name): \(terminal)")
        }
        #expect(Corpus.rightCases.contains { Self.uses(anyOf: terminals, in: $0.query) })
    }

    @Test("by a wrong case", arguments: productions.map(\.name)) func wrong(name: String) throws {
        let terminals = try #require(Self.productions.first { $0.name == name }).terminals
        let words = terminals.filter { $0.allSatisfy(\.isLetter) }
        #expect(Self.allFaults.contains { Self.uses(anyOf: words.isEmpty ? terminals : words, in: $0) }, "\(name)")
    }

    /// What was read of each faulty statement: its text up to the end of the fault.
    private static func faults(of query: String) -> [String] {
        var script = ScriptParser(query)
        var faults: [String] = []
        while true {
            do throws(ParseError) {
                guard try script.next() != nil else { return faults }
            } catch {
                let lines = query.split(separator: "\n", omittingEmptySubsequences: false)
                let line = lines.indices.contains(error.span.line - 1) ? lines[error.span.line - 1] : ""
                faults.append(String(line.prefix(error.span.column - 1 + error.span.length)))
            }
        }
    }

    private static func uses(anyOf terminals: [String], in text: String) -> Bool {
        terminals.contains { uses($0, in: text) }
    }

    /// Whether a text has a word by itself, or a sign anywhere.
    private static func uses(_ terminal: String, in text: String) -> Bool {
        guard terminal.allSatisfy(\.isLetter) else { return text.contains(terminal) }
        return text.split { !$0.isLetter && $0 != "_" }.contains { $0.lowercased() == terminal }
    }
}
