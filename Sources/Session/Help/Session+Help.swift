import Grammar
import Query

extension Session {
    /// `help`: the statements; `help WORD [ITEM]`: what there is to know of a statement, a clause or an error.
    func help(_ topic: Word?, of item: Word?) throws -> Answer {
        guard let topic else { return Self.overview }
        let name = topic.text.lowercased()
        if name == Self.errorsPage { return try Self.errors(item) }
        if let found = Self.topics.first(where: { Self.spellings(of: $0.verb).contains(name) }) {
            return try item.map { try Self.page(of: found, item: $0) } ?? Self.page(of: found)
        }
        if let item { throw SessionError(.unknownWord(item.text, of: "part of `\(name)`", known: []), at: item.span) }
        if let code = Message.Code(rawValue: name) { return Self.page(of: code) }
        if Format(rawValue: name) != nil { return Self.page(of: "format") }
        if !GrammarText.productions(for: name).isEmpty { return Self.page(of: name) }
        let having = Self.statements(having: name)
        guard !having.isEmpty else {
            throw SessionError(.unknownWord(topic.text, of: "statement", known: Self.helpWords), at: topic.span)
        }
        return Self.page(ofWord: name, having)
    }

    /// The word that the list of errors is called by.
    static let errorsPage = "errors"

    /// What there is help on.
    static var helpWords: [String] { topics.map(\.verb) + GrammarText.pages.sorted() + [errorsPage] }

    private static var overview: Answer {
        var answer = Answer(columns: [.init("statement"), .init("purpose"), .init("example")])
        answer.rows = topics.map { [.text($0.verb), .text($0.purpose), .text($0.examples[0])] }
        answer.notes = [.helpOfHelp]
        let table = answer
        answer.page = { style in
            // A terminal that is not wide has room for what each is for.
            guard let width = style.width, width < 110 else { return Table(table, style: style, limit: nil).text() }
            return lines(topics.map { (name: $0.verb, words: $0.purpose) }, style)
        }
        return answer
    }

    // MARK: A statement

    private static func page(of topic: Topic) -> Answer {
        let syntax = GrammarText.productions(for: topic.verb)
        var answer = Answer(columns: [
            .init("statement"), .init("purpose"), .init("syntax"), .init("examples"), .init("details"),
        ])
        answer.rows = [
            [
                .text(topic.verb), .text(topic.purpose), .text(syntax), .list(topic.examples.map { .text($0) }),
                .record(topic.details.map { ($0.name, .text($0.words)) }),
            ]
        ]
        answer.page = { style in
            style.bold(topic.verb) + " – \(topic.purpose)".wrapped(to: style.width, indent: 2) + "\n\n"
                + folded(syntax, style) + style.dim(Self.further(syntax))
                + (topic.details.isEmpty ? "" : "\n" + lines(topic.details, style))
                + "\nfor example\n" + topic.examples.map { "  \($0)\n" }.joined()
        }
        return answer
    }

    private static func page(of topic: Topic, item: Word) throws -> Answer {
        guard let found = topic.details.first(where: { $0.name == item.text.lowercased() }) else {
            let known = topic.details.map(\.name)
            throw SessionError(.unknownWord(item.text, of: "part of `\(topic.verb)`", known: known), at: item.span)
        }
        let settings = topic.verb == "train" ? settings(of: item.text) : []
        var answer = Answer(columns: [.init("name"), .init("value"), .init("meaning")])
        answer.rows =
            [[.text(found.name), .null, .text(found.words)]]
            + settings.map { [.text($0.name), .text($0.value), .null] }
        answer.page = { style in
            style.bold("\(topic.verb) \(found.name)") + " – \(found.words)\n"
                + (settings.isEmpty
                    ? ""
                    : "\nsettings, after `with`, and what they are otherwise\n"
                        + lines(settings.map { ($0.name, "= " + $0.value) }, style))
        }
        return answer
    }

    /// Lines of a name and what it is, one column below the other.
    static func lines(_ rows: [(name: String, words: String)], _ style: Style) -> String {
        let width = rows.map(\.name.displayWidth).max() ?? 0
        return rows.map { name, words in
            let line = "  " + name.filled(to: width) + "  " + words
            return line.trimmedAtEnd.wrapped(to: style.width, indent: width + 4) + "\n"
        }.joined()
    }

    /// A syntax whose lines fit the terminal.
    private static func folded(_ syntax: String, _ style: Style) -> String {
        syntax.split(separator: "\n").map { String($0).wrapped(to: style.width, indent: 14) + "\n" }.joined()
    }

    // MARK: What several statements share

    private static func page(of production: String) -> Answer {
        let syntax = GrammarText.productions(for: production)
        let details = production == "format" ? Format.allCases.map { (name: $0.rawValue, words: $0.words) } : []
        var answer = Answer(columns: [.init("statement"), .init("syntax"), .init("details")])
        answer.rows = [
            [.text(production), .text(syntax), .record(details.map { ($0.name, .text($0.words)) })]
        ]
        answer.page = { style in
            folded(syntax, style) + style.dim(Self.further(syntax, but: production))
                + (details.isEmpty ? "" : "\n" + lines(details, style))
        }
        return answer
    }

    private static func page(ofWord word: String, _ statements: [String]) -> Answer {
        var answer = Answer(columns: [.init("word"), .init("statements")])
        answer.rows = [[.text(word), .list(statements.map { .text($0) })]]
        answer.page = { _ in
            "\(word) is a word of \(Message.choice(statements)): `help \(statements[0])` shows where it stands\n"
        }
        return answer
    }

    /// The statements in whose syntax a word stands.
    private static func statements(having word: String) -> [String] {
        topics.map(\.verb).filter { $0 != "plan" }.filter { GrammarText.productions(for: $0).contains("\"\(word)\"") }
    }

    /// Which pages say more about what a syntax mentions; of values also their functions.
    private static func further(_ syntax: String, but page: String = "") -> String {
        let words = Set(syntax.split { !$0.isLetter }.map(String.init))
        let pages = GrammarText.pages.filter { $0 != page && words.contains($0) }.sorted()
        let text = Note.helpPages(pages, functions: page == "value" ? Function.allCases.map(\.rawValue) : []).text
        return text.isEmpty ? "" : text + "\n"
    }

    private static func spellings(of verb: String) -> [String] {
        switch verb {
        case "neighbours": ["neighbours", "neighbors"]
        case "paths": ["paths", "path"]
        case "explain": ["explain", "why"]
        case "import": ["import", "load"]
        case "quit": ["quit", "exit"]
        default: [verb]
        }
    }
}
