import Grammar
import Graph
import Recommender

extension Session {
    /// `train [KIND] [on SPLIT] [with …] [as NAME]`: learns a model, keeps its best epoch, and takes it into use.
    func train(_ statement: Train, _ reading: Reading) throws -> Answer {
        guard !store.isReadOnly else { throw SessionError(.readOnly("train")) }
        let kind = try ModelKind(named: statement.kind?.text ?? ModelKind.segue.rawValue)
        var settings = TrainingSettings(kind)
        for setting in statement.settings {
            try located(setting.name) {
                try settings.set(setting.name.text, SettingValue(try names.resolved(setting.value)))
            }
        }
        let name = statement.name?.text ?? kind.rawValue
        guard ModelLibrary.isName(name) else { throw RecommenderError.badModelName(name) }
        if statement.split != nil,
            let rule = statement.settings.first(where: { $0.name.text.lowercased() == "positive" })
        {
            throw SessionError(.splitPositives, at: rule.name.span)
        }
        let data = try self.data(settings, split: statement.split?.text, at: statement.split?.span, reading)
            .knowing(SongKnowledge(reading: reading.reader, settings: settings, cancellation: cancellation))
        let started = ContinuousClock.now
        var line = TrainingLine(epochs: settings.epochs)
        let model = try Trainer.train(
            settings, on: data, progress: { console.progress(line.text(after: $0)) },
            starting: { console.progress($0.words) }, cancellation: cancellation)
        console.progress(nil)
        try save(model, as: name)
        let reports = line.reports
        let last = reports.count { $0.stage == kind.lastStage }
        var answer = Self.answer(reports)
        if reports.isEmpty { answer.page = { _ in "" } }
        answer.notes =
            (cancellation.isRaised ? [.interruptedTraining] : []) + [
                .trained(
                    model: name, listeners: model.users.count, songs: model.songs.count, started.duration(to: .now),
                    kept: last == 0 ? nil : (model.bestEpoch, max(last, model.bestEpoch)))
            ]
        // The Ctrl-C has had its effect: what follows in a script runs.
        cancellation.lower()
        return answer
    }

    /// A first Ctrl-C keeps the best so far, a second one leaves without saving.
    private func save(_ model: Model, as name: String) throws {
        if cancellation.isRaisedAgain { throw GraphError.interrupted }
        try models.save(model, as: name)
        try models.choose(name)
        loadedModel = nil
    }

    /// The plays of the graph, or the rows of a given split.
    func data(
        _ settings: TrainingSettings, split: String?, at span: SourceSpan?, _ reading: Reading
    ) throws -> TrainingData {
        guard let split else {
            return try TrainingData(reading: reading.reader, settings: settings, cancellation: cancellation)
        }
        guard let rows = try reading.reader.split(named: split) else {
            throw SessionError(.unknownWord(split, of: "split", known: try reading.reader.splitNames), at: span)
        }
        return try TrainingData(split: rows, named: split, settings: settings).ordered(by: reading.reader)
    }

    /// A row an epoch; a column tells stages apart where two have epochs.
    private static func answer(_ reports: [EpochReport]) -> Answer {
        let isStaged = reports.contains { $0.stage != reports[0].stage }
        var answer = Answer(
            columns: (isStaged ? [.init("stage")] : []) + [
                .init("epoch"), .init("loss"), .init("hr@10", for: [.table, .csv]),
                .init("ndcg@10", for: [.table, .csv]),
                .init("valid", for: .json), .init("seconds"),
            ])
        answer.rows = reports.map { report in
            let hr = report.validation.map { Cell.number($0.hr) } ?? .null
            let ndcg = report.validation.map { Cell.number($0.ndcg) } ?? .null
            return (isStaged ? [.text(report.stage?.rawValue)] : []) + [
                .integer(report.epoch), .number(report.loss), hr, ndcg, .record([("hr@10", hr), ("ndcg@10", ndcg)]),
                .number((report.seconds * 1_000).rounded() / 1_000),
            ]
        }
        return answer
    }
}

extension SettingValue {
    /// The setting that a value of the language is.
    init(_ value: Value) {
        self =
            switch value.form {
            case .integer(let whole): .integer(whole)
            case .number(let number): .number(number)
            case .truth(let truth): .truth(truth)
            default: .text(value.plainText)
            }
    }
}
