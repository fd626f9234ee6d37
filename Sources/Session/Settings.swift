import Grammar

/// What `set` changes.
struct Settings {
    var format: Format
    /// The most rows that a table shows at a terminal; nil is all.
    var shownRows: Int? = 100
}

extension Session {
    static var settingNames: [String] { settingMeanings.map(\.name) }

    /// `set`: lists the settings; `set NAME VALUE` changes one.
    func set(_ name: Word?, to value: Value?) throws -> Answer {
        guard let name else { return listedSettings }
        guard Self.settingNames.contains(name.text.lowercased()) else {
            throw SessionError(.unknownSetting(name.text, known: Self.settingNames), at: name.span)
        }
        guard let value = try value.map(names.resolved) else { return listedSettings }
        switch name.text.lowercased() {
        case "format": settings.format = try Self.format(Word(value.plainText, at: value.span))
        default: settings.shownRows = try Self.rows(value)
        }
        return Answer()
    }

    /// The format of a name.
    static func format(_ word: Word) throws -> Format {
        let name = word.text.lowercased()
        if let format = Format(rawValue: name) { return format }
        throw SessionError(
            .unknownWord(word.text, of: "format", known: Format.allCases.map(\.rawValue)), at: word.span)
    }

    private static func rows(_ value: Value) throws -> Int? {
        guard case .integer(let rows) = value.form, rows >= 0 else {
            throw SessionError(
                .badValue("rows", found: value.plainText, expected: "a whole number; 0 is all"), at: value.span)
        }
        return rows == 0 ? nil : rows
    }

    /// What each setting is for.
    static let settingMeanings: [(name: String, words: String)] = [
        ("format", "how rows are written: " + formats),
        ("rows", "the most rows that a table shows at a terminal; 0 is all"),
    ]

    private var listedSettings: Answer {
        var answer = Answer(columns: [.init("setting"), .init("value"), .init("meaning", for: [.table, .csv])])
        let values: [Cell] = [.text(settings.format.rawValue), .integer(settings.shownRows ?? 0)]
        answer.rows = zip(Self.settingMeanings, values).map { [.text($0.name), $1, .text($0.words)] }
        return answer
    }
}
