/// The grammar as people read it: the project's one definition, built into the program.
public enum GrammarText {
    /// `segue.ebnf`, whole.
    public static let ebnf = String(decoding: PackageResources.segue_ebnf, as: UTF8.self)

    /// The words that start a statement, in every spelling, as `keywords.txt` lists them.
    public static let verbs = words(under: "# verbs")

    /// The other words that the grammar gives a meaning to.
    public static let clauseWords = words(under: "# words")

    /// The production that starts with a word, a verb or a clause's, and those it uses directly; empty where none does.
    public static func productions(for verb: String) -> String {
        let verb = verb.lowercased()
        guard let own = productions.first(where: { $0.verbs.contains(verb) }) else { return "" }
        let used = own.references.compactMap { name in productions.first { $0.name == name } }
        return ([own] + used.filter { $0.name != own.name }).map(\.text).joined(separator: "\n")
    }

    /// Whether `text` is a word of the language, in any case.
    static func isWord(_ text: String) -> Bool { allWords.contains(text.lowercased()) }

    private static let allWords = Set(verbs + clauseWords)

    private static func words(under heading: String) -> [String] {
        let lines = String(decoding: PackageResources.keywords_txt, as: UTF8.self).split(separator: "\n")
        guard let start = lines.firstIndex(where: { $0 == heading }) else { return [] }
        return lines[(start + 1)...].prefix { !$0.hasPrefix("#") }.map(String.init)
    }

    private static let productions = EBNF.productions(of: ebnf)
}
