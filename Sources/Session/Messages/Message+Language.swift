import Grammar
import Recommender

extension Message {
    /// The words for a script that is not of the language.
    init(_ kind: ParseError.Kind) {
        switch kind {
        case .unknownVerb(let verb, let suggestions):
            self.init(
                .unknownVerb, "no statement starts with `\(verb)`", help: "`help` lists the statements",
                suggestions: suggestions)
        case .unexpected(let found, let expected, let suggestions):
            let place = found.map { "`\($0)` cannot stand here" } ?? "the statement ends too early"
            self.init(
                .syntax, place, help: expected.isEmpty ? nil : "expected \(Self.list(expected))",
                suggestions: suggestions)
        case .missingKey(let word, let suggestions):
            self.init(
                .syntax, "`\(word)` alone is no node",
                help: "a title stands in quotes: \"\(word)\"; after a type stands a key",
                suggestions: suggestions)
        case .unclosed(let quote):
            self.init(
                .syntax, "the \(quote) is never closed", help: "close it, or write \\\(quote) for one in the text")
        case .strayCharacter(let character):
            self.init(.syntax, "`\(String(character).showingControls)` has no meaning here")
        case .badEscape(let escape):
            self.init(
                .syntax, "`\(escape)` is no escape in a text", help: #"texts know \" \' \\ \n \t and \u{…}"#)
        case .badNumber(let number): self.init(.syntax, "`\(number)` is out of the range of numbers here")
        case .repeated(let clause): self.init(.syntax, "`\(clause)` is given twice", help: "leave one of the two out")
        case .tooDeep(let limit): self.init(.syntax, "brackets are nested more than \(limit) deep")
        }
    }

    /// The words for a statement whose names or values do not fit.
    init(_ fact: SessionError.Fact) {
        switch fact {
        case .unknownNode(let text, let type, let suggestions):
            let called = text.hasPrefix("\"") ? text : "\"\(text)\""
            self.init(
                .unknownNode, "no \(type ?? "node") is called \(called)",
                help: "`find` looks for the start of a name", suggestions: suggestions.map { "\"\($0)\"" })
        case .unknownRelation(let name, let suggestions):
            self.init(
                .unknownRelation, "the graph has no relation `\(name)`", help: "`schema` lists the relations",
                suggestions: suggestions)
        case .unknownType(let name, let suggestions):
            self.init(
                .unknownType, "the graph has no type `\(name)`", help: "`stats` lists the types",
                suggestions: suggestions)
        case .ambiguous(let text, let hits):
            let lines = Self.choosing(text, hits)
            self.init(.ambiguous, lines[0], details: Array(lines.dropFirst()))
        case .wrongType(let text, let found, let wanted):
            let article = "aeio".contains(found.lowercased().first ?? "x") ? "an" : "a"
            self.init(.badValue, "\(text) is \(article) \(found); this place wants a \(wanted)")
        default: self.init(further: fact)
        }
    }

    private init(further fact: SessionError.Fact) {
        switch fact {
        case .rowOutOfRange(let row, let count):
            let listed = count == 0 ? "there is no list yet" : "the last list has \(count) row\(count == 1 ? "" : "s")"
            self.init(.unknownNode, "@\(row) is no row: \(listed)", help: "run a statement that lists nodes first")
        case .goneRow(let row):
            self.init(.unknownNode, "the node of @\(row) has been removed", help: "list the nodes again")
        case .unknownAlias(let name): self.init(.unknownNode, "no alias is called @\(name)")
        case .unknownParameter(let name):
            self.init(
                .badValue, "$\(name) has no value", help: "give it one: `let $\(name) = …` or `--param \(name)=…`")
        case .unknownField(let name, let suggestions, let ofEdges):
            self.init(
                .badValue, "nothing here is called `\(name)`",
                help: ofEdges
                    ? "it belongs to edges: ask for it of one hop, after a step of `traverse`, or of an edge of `match`"
                    : "`stats` lists the properties; a relation or a type stands for the names it leads to",
                suggestions: ofEdges ? [] : suggestions)
        case .unknownFunction(let name, let known):
            self.init(
                .badValue, "there is no function `\(name)` of one value", help: "it may be \(Self.choice(known))",
                suggestions: Spelling.suggestions(for: name, among: known))
        case .misplacedAggregate(let name):
            self.init(
                .badValue, "`\(name)` is of many rows, and cannot stand here",
                help: "`match … return …, \(name)(…)` has it, by itself")
        case .takenName(let name):
            self.init(
                .badValue, "`\(name)` is the name of something else in this match",
                help: "give one of the two another name")
        case .unknownSetting(let name, let known):
            let help = known.isEmpty ? "this takes no setting" : "it may be \(Self.choice(known))"
            self.init(
                .badValue, "there is no setting `\(name)`", help: help,
                suggestions: Spelling.suggestions(for: name, among: known))
        case .unknownWord(let word, let kind, let known):
            self.init(
                .badValue, "`\(word)` is no \(kind)",
                help: known.isEmpty ? "there is none yet" : "it may be \(Self.choice(known))",
                suggestions: Spelling.suggestions(for: word, among: known))
        case .badValue(let name, let found, let expected):
            self.init(.badValue, "\(name): `\(found)` will not do", help: "expected \(expected)")
        case .away(let error): self.init(error)
        case .noCluster:
            self.init(
                .badValue, "everyone's lists are a job for Spark, and the graph is in a database",
                help: "`recommend user 42` asks for one listener; `export \"sc://…\"` brings the graph to Spark")
        case .notOnSpark(let model):
            self.init(
                .noModel, "the model `\(model)` is not on Spark, where everyone's lists are made",
                help: "`train als` on the graph there keeps its model with it")
        case .remote(let verb):
            self.init(
                .readOnly, "\(verb.map { "`\($0)`" } ?? "this") is for a database, and the graph is on Spark",
                help: "`import` it into a database, change it there, and `export` it to where it was")
        case .readOnly(let verb):
            self.init(
                .readOnly, "`\(verb)` writes, and the database is open for reading only",
                help: "open it without --read-only")
        default: self.init(listening: fact)
        }
    }

    /// The words for a listener or song that nothing can be said of.
    private init(listening fact: SessionError.Fact) {
        switch fact {
        case .noListener:
            self.init(
                .badValue, "whom for?",
                help: "name a listener: `recommend user 42`, or start a session: `session start user 42`")
        case .noSong(let text, let type):
            self.init(
                .badValue, "\(text) is of type \(type), and a model has vectors of songs alone",
                help: "`similar \(text) by graph` takes any node")
        case .noVectors(let model, let kind):
            let kinds = ModelKind.allCases.filter(\.hasVectors).map(\.rawValue)
            self.init(
                .badValue, "model \(model) is of kind `\(kind.rawValue)`, which learns no vectors of songs",
                help: "\(Self.choice(kinds)) does: `use model` or `train` one")
        case .nothingPlayed(let user):
            self.init(
                .badValue, "\(user) has played nothing",
                help: "import or add plays first: `add \(user) played song … with count = 3`")
        default: self.init(model: fact)
        }
    }

    /// The words for a model that is not there or does not fit.
    private init(model fact: SessionError.Fact) {
        switch fact {
        case .noModel: self.init(.noModel, "there is no model yet", help: "`train` makes one")
        case .newListener(let user):
            self.init(.staleModel, "the model knows none of the songs that \(user) has played", help: "`train` again")
        case .halfExplained(let text):
            self.init(
                .badValue, "\(text) alone: an explanation is of a listener and a song",
                help: "`explain user 42 song \"Easy Lover\"`, or the song alone in a session")
        case .changedPlays(let model):
            self.init(
                .staleModel,
                "the plays have changed since model \(model) was trained, or what was said of songs: its held-out songs are "
                    + "not safe",
                help: "`train` again, then `evaluate`")
        case .otherData(let model):
            self.init(
                .badValue,
                "model \(model) learned from other rows than the one that is measured: its figures would not compare",
                help: "train both with the same split, `positive` and `seed`")
        case .otherSplit(let model, let trainedOn, let asked):
            self.init(
                .badValue, "model \(model) was trained on \(trainedOn), not on \(asked)",
                help: "`train … on \"\(asked)\"` first")
        case .splitPositives:
            self.init(.badValue, "the rows of a given split are its positives", help: "leave `positive` out")
        case .emptyKey: self.init(.badValue, "a key may not be empty")
        case .reservedName(let name):
            self.init(
                .badValue, "`\(name)` cannot be a property: every node or edge has such a thing of its own",
                help:
                    "a label is given by `label \"…\"` before `with`, an edge's weight by the name that `schema` and paths show"
            )
        case .endAvoided(let text): self.init(.badValue, "\(text) is an end of the path and cannot be avoided")
        case .unsound(let data, let models):
            self.init(
                .corrupt, "the database is damaged: \(Note.count(data + models, "finding"))",
                help: data > 0
                    ? "restore it from a `backup`, or import its files again; `export` writes what can still be read"
                    : "`drop model` the damaged, and `train` again")
        case .taken(let path): self.init(.io, "there is something at \(path) already", help: "name a new folder")
        case .noTransaction, .inTransaction, .rolledBack, .sourceTooDeep, .script, .faultyScript, .file, .noFolder,
            .noDatabase,
            .notAppendable, .otherColumns, .untoldKind,
            .nothingToDraw, .notOneStatement, .keptSafe, .endedPath, .oddFile:
            self.init(shell: fact)
        case .noConversation, .inConversation, .undecided, .rankOutOfRange, .nothingSaid, .nothingToUndo:
            self.init(talk: fact)
        case .engine(let error): self.init(error)
        default: self.init(.internal, "\(fact)")
        }
    }

    /// The words for a statement that cannot run now.
    private init(shell fact: SessionError.Fact) {
        switch fact {
        case .noTransaction(let verb):
            self.init(.badValue, "`\(verb)` without a transaction", help: "`begin` starts one")
        case .inTransaction(let verb):
            self.init(.badValue, "`\(verb)` cannot run within a transaction", help: "`commit` or `rollback` first")
        case .rolledBack:
            self.init(
                .badValue, "the transaction was rolled back; nothing is written before `rollback` or `commit` ends it",
                help: "mend the statement that failed, and run the whole again")
        case .sourceTooDeep(let limit):
            self.init(.badValue, "scripts call each other more than \(limit) deep", help: "does one call itself?")
        case .notOneStatement(let isEmpty):
            self.init(
                .badValue, isEmpty ? "there is no statement here" : "a second statement begins here",
                help: "a query is one statement; a script is run")
        case .script(let path, let reason): self.init(refusal: reason, of: path)
        case .faultyScript(let path): self.init(.badValue, "\(path) has errors", help: "they are told above")
        case .file(let error): self.init(error)
        case .keptSafe(let word):
            self.init(
                .io, "`\(word)` opens a file beside the database, and --safe forbids that",
                help: "where you trust the script, run it without --safe")
        case .endedPath:
            self.init(
                .badValue, "the name of a file has no character NUL", help: "the system would take it for the end")
        case .oddFile(let name): self.init(oddFile: name)
        case .notAppendable(let format):
            self.init(
                .badValue, "two answers in one file are no longer \(format)",
                help: format == "json" ? "`format jsonl` can be added to" : "name another file")
        case .untoldKind(let path, let known):
            self.init(
                .badValue, "the name of \(path) does not tell what is in it",
                help: "say it: `import … as` \(Self.list(known)); `help import` tells what each is")
        case .noFolder(let path):
            self.init(.io, "there is no folder \(path) to make a database in", help: "is the path spelt right?")
        case .noDatabase(let path):
            self.init(
                .io, "there is no database \(path)",
                help: "is the path spelt right? `import` and `add` make a new one, unless with --read-only")
        case .otherColumns(let path):
            self.init(
                .badValue, "\(path) has other columns than this answer",
                help: "name another file, or leave `append` out")
        case .nothingToDraw(let format):
            self.init(
                .badValue, "this answer has neither nodes nor edges, and \(format) is nothing else",
                help: "choose a format of rows: `format table`, `csv`, `json` …")
        default: self.init(.internal, "\(fact)")
        }
    }

    /// The words for what cannot be said to the recommender now.
    private init(talk fact: SessionError.Fact) {
        switch fact {
        case .noConversation(let verb):
            self.init(.badValue, "`\(verb)` without a session", help: "`session start user 42` or `session start new`")
        case .inConversation(let name):
            self.init(
                .badValue, "a session with \(name) goes on",
                help: "`session end commit` or `session end discard` first")
        case .undecided(let count):
            self.init(
                .badValue, "\(Note.count(count, "answer")) of this session \(count == 1 ? "is" : "are") not kept yet",
                help: "`session end commit` keeps them, `session end discard` forgets them")
        case .rankOutOfRange(let rank, let count):
            self.init(
                .unknownNode,
                "\(rank) is no row: "
                    + (count == 0
                        ? "the session has no list yet" : "the session's list has \(Note.count(count, "row"))"),
                help: "`recommend` makes the list, `more` goes on with it")
        case .nothingSaid: self.init(.badValue, "nothing was said that could be taken back")
        case .nothingToUndo:
            self.init(
                .badValue, "there is no change that `undo` could take back",
                help: "it takes back the last change at the prompt; in a script `begin` and `rollback` do")
        default: self.init(.internal, "\(fact)")
        }
    }

    /// The words for a script that cannot be run at all.
    init(refusal: Session.Refusal, of script: String) {
        switch refusal {
        case .unreadable: self.init(.io, "\(script) cannot be read")
        case .notUTF8: self.init(.io, "\(script) is not UTF-8")
        }
    }
}
