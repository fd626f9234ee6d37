/// The grammar as people read it: the project's one definition, built into the program.
public enum GrammarText {
    /// `segue.ebnf`, whole.
    public static let ebnf = String(decoding: PackageResources.segue_ebnf, as: UTF8.self)

    /// The words that start a statement, in every spelling, as `keywords.txt` lists them.
    public static let verbs = words(under: "# verbs")

    /// The other words that the grammar gives a meaning to.
    public static let clauseWords = words(under: "# words")

    /// The production that starts with a word, a verb or a clause's, or is called so, with all that it is made of.
    ///
    /// What whole families share is named and left for a call of its own: `pages`. Empty where there is no such word.
    public static func productions(for word: String) -> String {
        let word = word.lowercased()
        guard
            let own = productions.first(where: { $0.verbs.contains(word) })
                ?? productions.first(where: { $0.name == word })
        else { return "" }
        var used = [own]
        var next = 0
        while next < used.count {
            let isOpen = next == 0 || used[next].name.contains(where: \.isLowercase)
            let names = isOpen ? used[next].references.filter { next == 0 || !isToken($0) } : []
            for name in names where !pages.contains(name) && !used.contains(where: { $0.name == name }) {
                used += productions.filter { $0.name == name }
            }
            next += 1
        }
        return used.map(\.text).joined(separator: "\n")
    }

    /// The productions that many statements share, each a page of its own.
    public static let pages: Set = ["node", "expr", "value", "pathexpr", "pattern"]

    private static func isToken(_ name: String) -> Bool { !name.contains(where: \.isLowercase) }

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
