import Grammar

extension Session {
    /// `help errors`: the codes; `help errors CODE`: one of them.
    static func errors(_ code: Word?) throws -> Answer {
        guard let code else {
            var answer = Answer(columns: [.init("code"), .init("meaning")])
            answer.rows = Message.Code.allCases.map { [.text($0.rawValue), .text($0.meaning)] }
            answer.notes = [.helpOfErrors]
            return answer
        }
        guard let known = Message.Code(rawValue: code.text.lowercased()) else {
            let codes = Message.Code.allCases.map(\.rawValue)
            throw SessionError(.unknownWord(code.text, of: "code of an error", known: codes), at: code.span)
        }
        return page(of: known)
    }

    /// What a code means, and a way on.
    static func page(of code: Message.Code) -> Answer {
        var answer = Answer(columns: [.init("code"), .init("meaning"), .init("way_on"), .init("example")])
        answer.rows = [
            [.text(code.rawValue), .text(code.meaning), .text(code.wayOn), .text(code.example)]
        ]
        answer.page = { style in
            let text = [code.wayOn, code.example.map { "for example\n  \($0)" }].compactMap(\.self)
            return style.bold(code.rawValue) + " – \(code.meaning)\n"
                + text.map { "\n" + $0.wrapped(to: style.width) + "\n" }.joined()
        }
        return answer
    }
}

extension Message.Code {
    /// What has happened.
    var meaning: String {
        switch self {
        case .syntax: "the text is not of the language"
        case .unknownVerb: "no statement starts with this word"
        case .unknownNode: "nothing in the graph is called so"
        case .unknownRelation: "no edge of the graph has this relation"
        case .unknownType: "no node of the graph has this type"
        case .ambiguous: "several nodes are called so, and one is wanted"
        case .badValue: "a value, name or row does not fit here"
        case .noModel: "there is no model, or none of this name"
        case .staleModel: "the model does not know what it is asked about, or its data has changed"
        case .readOnly: "the database is open for reading only"
        case .locked: "another process writes to the database"
        case .mapFull: "the database has grown to its largest size"
        case .corrupt: "a file of the database contradicts itself"
        case .io: "a file cannot be read or written, or --safe forbids it"
        case .interrupted: "Ctrl-C stopped the statement; nothing is changed"
        case .internal: "a fault of segue's own"
        }
    }

    /// What to do about it.
    var wayOn: String {
        switch self {
        case .syntax: "The caret shows the place and the help what may stand there; `help VERB` shows the whole form."
        case .unknownVerb: "`help` lists the statements. A comment starts with `#` or `-- `."
        case .unknownNode: "`find \"one more\"` looks for the start of a name; a key is written as `song:S0964`."
        case .unknownRelation: "`schema` lists the relations. A write may bring a new one, a read may not."
        case .unknownType: "`stats` lists the types. A title of several words stands in quotes."
        case .ambiguous: "The hits are listed as `@1` … `@n`: use one of these, its key, or a condition in brackets."
        case .badValue: "The help line says what is expected; `help VERB` lists settings and kinds."
        case .noModel: "`train` makes a model from the plays, `models` lists those there are."
        case .staleModel: "`train` again: the new model knows the graph as it is now."
        case .readOnly: "Open it without --read-only, as somebody who may write the folder."
        case .locked: "It is waited for; Ctrl-C gives up. A process that was killed holds no lock."
        case .mapFull: "Export what is needed into a new database."
        case .corrupt: "`check` says what is wrong. Restore a `backup`, or import the files again."
        case .io: "The system's reason stands behind the name of the file. With --safe none but the database is opened."
        case .interrupted: "Run it again; within `begin`, `rollback` first."
        case .internal: "Please report it, with the statement."
        }
    }

    /// A statement that meets it on the example data; nil where none does by itself.
    var example: String? {
        switch self {
        case .syntax: "neighbours \"Easy Lover\" hop 2"
        case .unknownVerb: "neighbour \"Easy Lover\""
        case .unknownNode: "describe \"Easy Luver\""
        case .unknownRelation: "neighbours \"Easy Lover\" via sungby2"
        case .unknownType: "describe sung S0976"
        case .ambiguous: "paths \"One More Night\" to \"Easy Lover\""
        case .badValue: "set rows many"
        case .noModel: "use model nobody"
        case .io: "source \"nowhere.segue\""
        case .staleModel, .readOnly, .locked, .mapFull, .corrupt, .interrupted, .internal: nil
        }
    }
}
