import Foundation
import Recommender

/// What `inspect MODEL` shows: what a model was made by and from, and how its training went.
struct ModelInspection {
    let name: String
    let model: Model
    /// When it was saved, and the size of its file in bytes.
    let saved: Date?
    let size: Int?
    /// How many plays the graph has that it has not seen; nil of a model of a given split.
    let newer: Int?
    let isInUse: Bool

    /// A row for programs, a row an epoch for those who want rows of single values, and a page for people.
    var answer: Answer {
        var answer = Answer(columns: [
            .init("model"), .init("kind"), .init("split"), .init("settings"), .init("listeners"), .init("songs"),
            .init("plays"), .init("newer"), .init("best_epoch"), .init("epochs", for: .json), .init("bytes"),
            .init("saved"), .init("in_use"),
        ])
        answer.rows = [
            [
                .text(name), .text(model.kind.rawValue), .text(model.split.name),
                .record(model.settings.pairs.map { ($0.name, Cell($0.value)) }), .integer(model.users.count),
                .integer(model.songs.count), .integer(model.plays), newer.map(Cell.integer) ?? .null,
                .integer(model.bestEpoch), .list(model.epochs.map(\.cell)), size.map(Cell.integer) ?? .null,
                .text(saved?.formatted(.iso8601)), .truth(isInUse),
            ]
        ]
        if !model.epochs.isEmpty { answer.flattened = { epochs } }
        answer.page = page
        return answer
    }

    private var epochs: Answer {
        var answer = Answer(columns: ["model", "kind", "stage", "epoch", "loss", "hr@10", "ndcg@10"].map { .init($0) })
        answer.rows = model.epochs.map { epoch in
            [
                .text(name), .text(model.kind.rawValue), .text(epoch.stage?.rawValue), .integer(epoch.epoch),
                .number(epoch.loss), epoch.validation.map { .number($0.hr) } ?? .null,
                epoch.validation.map { .number($0.ndcg) } ?? .null,
            ]
        }
        return answer
    }

    private func page(_ style: Style) -> String {
        let settings = model.settings.own.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        var lines: [(name: String, words: String)] = [
            ("learned", learned), ("file", file),
            (
                "settings",
                (settings.isEmpty ? "as usual" : settings) + "; `help train \(model.kind.rawValue)` lists all"
            ),
        ]
        let curves = LearningCurves(model.epochs, best: model.bestEpoch, last: model.kind.lastStage)
        lines += curves.lines
        return style.bold("model \(name)") + " – \(model.kind.words)".wrapped(to: style.width, indent: 2) + "\n"
            + Session.lines(lines.map { ($0.name, $0.words.showingControls) }, style)
    }

    private var learned: String {
        let from = "\(Note.count(model.users.count, "listener")), \(Note.count(model.songs.count, "song"))"
        let later = newer.map { $0 > 0 ? "; \(Note.count($0, "play")) newer than the model" : "" } ?? ""
        return "from \(model.split.words): \(from), \(Note.count(model.plays, "play"))\(later)"
    }

    private var file: String {
        [
            size.map { ByteCountFormatStyle(style: .file).format(Int64($0)) },
            saved.map { "saved " + $0.formatted(.iso8601.dateTimeSeparator(.space)) }, isInUse ? "in use" : nil,
        ].compactMap(\.self).joined(separator: ", ")
    }
}

extension EpochFigures {
    /// The epoch as `train` tells it to programs, without its time.
    var cell: Cell {
        .record([
            ("stage", .text(stage?.rawValue)), ("epoch", .integer(epoch)), ("loss", .number(loss)),
            (
                "valid",
                validation.map { .record([("hr@10", .number($0.hr)), ("ndcg@10", .number($0.ndcg))]) } ?? .null
            ),
        ])
    }
}

extension TrainingSettings {
    /// The settings that are not as usual of their kind.
    var own: [(name: String, value: SettingValue)] {
        let usual = TrainingSettings(kind).pairs
        return pairs.filter { pair in !usual.contains { $0 == pair } }
    }
}
