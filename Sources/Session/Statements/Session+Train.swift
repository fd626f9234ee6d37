import Grammar
import Graph
import Recommender

extension Session {
    /// `train [KIND] [on SPLIT] [with …] [as NAME]`: learns a model, keeps its best epoch, and takes it into use.
    func train(_ statement: Train, _ reading: Reading) throws -> Answer {
        guard !home.isReadOnly else { throw SessionError(.readOnly("train")) }
        let (settings, name) = try plan(statement, reading)
        let kind = settings.kind
        progress.show(Standing(.gathering))
        let data = try self.data(settings, split: statement.split?.text, at: statement.split?.span, reading)
            .knowing(SongKnowledge(reading: reading.reader, settings: settings, cancellation: cancellation))
        let started = ContinuousClock.now
        let (model, reports) =
            try learnedRemotely(settings, on: data, as: name, reading) ?? learned(settings, on: data, .own)
        try save(model, as: name)
        let last = reports.count { $0.stage == kind.lastStage }
        var answer = Self.answer(reports)
        let curves = LearningCurves(model.epochs, best: model.bestEpoch, last: kind.lastStage)
        let (table, limit) = (answer, shownRows)
        answer.page = { style in
            reports.isEmpty
                ? "" : Table(table, style: style, limit: limit).text() + Self.lines(curves.lines, style)
        }
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

    /// What is to be learned, and how the model will be called.
    func plan(_ statement: Train, _ reading: Reading) throws -> (settings: TrainingSettings, name: String) {
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
        return (settings, name)
    }

    /// A model of the settings, and how its epochs went, which are shown as they go.
    func learned(
        _ settings: TrainingSettings, on data: TrainingData, _ trainee: LongWork.Trainee
    ) throws -> (Model, [EpochReport]) {
        try Trainer.expect(settings, on: data, within: home.space.memory)
        let watch = TrainingWatch(trainee, epochs: settings.epochs, progress)
        let model = try Trainer.train(
            settings, on: data,
            progress: { [embedder] report in
                watch.hear(report)
                if case .own = trainee { embedder?.epoch(report) }
            }, learning: { watch.learn($0) }, starting: watch.begin, cancellation: cancellation)
        return (model, watch.reports)
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
            return try TrainingData(
                reading: reading.reader, settings: settings, space: home.space, cancellation: cancellation)
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
