import Grammar
import Graph
import Recommender

extension Session {
    /// `models`: what has been learned, and which answers.
    func listModels() throws -> Answer {
        var answer = Answer(columns: [
            .init("model"), .init("kind"), .init("split"), .init("settings"), .init("listeners"), .init("songs"),
            .init("in_use"),
        ])
        let chosen = try chosenName()
        let kept = try models.names()
        for name in kept {
            guard let model = try sound(name, &answer.notes) else { continue }
            answer.rows.append([
                .text(name), .text(model.kind.rawValue), .text(model.split.name),
                .record(model.settings.own.map { ($0.name, Cell($0.value)) }),
                .integer(model.users.count), .integer(model.songs.count), .truth(name == chosen),
            ])
        }
        if kept.isEmpty { answer.notes.append(.noModel) }
        return answer
    }

    /// The model of a name; one whose file is damaged is noted, so that the others can still be listed.
    private func sound(_ name: String, _ notes: inout [Note]) throws -> Model? {
        do { return try models.load(name) } catch {
            notes.append(.damagedModel(name, cause: Message(error).cause))
            return nil
        }
    }

    /// `use model NAME`: from now on, also next time, this model answers.
    func useModel(_ name: Word) throws -> Answer {
        guard !home.isReadOnly else { throw SessionError(.readOnly("use model")) }
        _ = try model(name)
        try models.choose(name.text)
        return Answer()
    }

    /// `drop model NAME`.
    func dropModel(_ name: Word) throws -> Answer {
        guard !home.isReadOnly else { throw SessionError(.readOnly("drop model")) }
        let wasInUse = try chosenName() == name.text
        try located(name) { try models.drop(name.text) }
        loadedModel = nil
        return .saying(.dropped(model: name.text, next: wasInUse ? try chosenName() : nil))
    }

    /// The model of a name, or the one in use.
    func model(_ word: Word?) throws -> (name: String, model: Model) {
        guard let name = try word?.text ?? chosenName() else { throw SessionError(.noModel) }
        // Another process may have trained it anew.
        let saved = models.dateSaved(name)
        if let loadedModel, loadedModel.name == name, loadedModel.saved == saved, saved != nil {
            return (name, loadedModel.model)
        }
        let model = try word.map { word in try located(word) { try models.load(name) } } ?? models.load(name)
        loadedModel = (name, model, saved)
        return (name, model)
    }

    /// The model that was last trained or chosen; where that is gone, the first of them.
    func chosenName() throws -> String? {
        let names = try models.names()
        return models.chosen().flatMap { names.contains($0) ? $0 : nil } ?? names.first
    }

    /// Runs `body`; an error of the engine's is of this word.
    func located<Result>(_ word: Word, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as RecommenderError {
            throw SessionError(.engine(error), at: word.span)
        }
    }
}

extension SplitSource {
    /// Where held-out songs come from, within a sentence.
    var words: String { name.map { "the split \($0)" } ?? "the graph's plays" }
}

extension Cell {
    /// A setting's value.
    init(_ value: SettingValue) {
        self =
            switch value {
            case .integer(let whole): .integer(whole)
            case .number(let number): .number(number)
            case .text(let text): .text(text)
            case .truth(let truth): .truth(truth)
            }
    }
}
