import Export
import Foundation
import Grammar

extension Session {
    /// Where a statement's rows go, and how they are written.
    struct Delivery {
        var format: Format
        /// The file after `into`, opened before the statement runs; nil is standard output.
        var file: ExportFile?
        /// The file's name as written.
        var path: Word?

        /// How many rows of an answer are written.
        func rows(of answer: Answer) -> Int {
            [.table, .tree, .json, .jsonl].contains(format) ? answer.rows.count : answer.plain.rows.count
        }
    }

    /// Where the rows of a statement go. A format that is named comes first, then the one that the file's name tells,
    /// then the session's; what a statement of the shell itself answers is never drawn.
    func delivery(of statement: Statement) throws -> Delivery {
        switch statement {
        case .read(_, let destination), .model(_, let destination):
            let format = try format(of: destination, for: statement)
            guard let path = destination.file else { return Delivery(format: format) }
            do {
                let file = try ExportFile(path.text, appends: destination.appends)
                return Delivery(format: format, file: file, path: path)
            } catch { throw SessionError(.file(error), at: path.span) }
        case .session: return Delivery(format: settings.format)
        case .write, .meta:
            return Delivery(format: settings.format.isGraph || settings.format == .html ? .table : settings.format)
        }
    }

    /// The format of a statement's rows: an error where it cannot have it, before anything is run.
    func format(of destination: Destination, for statement: Statement) throws -> Format {
        let named = try destination.format.map(Self.format)
        let format = named ?? destination.file.flatMap { Format(ofFile: $0.text) } ?? settings.format
        if let path = destination.file, destination.appends, !format.canBeAppended {
            throw SessionError(.notAppendable(format.rawValue), at: path.span)
        }
        if format.isGraph, !statement.mayDraw {
            throw SessionError(.nothingToDraw(format.rawValue), at: destination.format?.span)
        }
        return format
    }

    /// Writes an answer where it goes; it becomes the last listing. False where nobody reads on.
    func deliver(_ answer: Answer, to delivery: Delivery, titled title: String) throws -> Bool {
        if let listing = answer.listing { names.listing = listing }
        guard answer.hasRows else { return true }
        guard let file = delivery.file, let path = delivery.path else {
            if embedder != nil { return true }
            let style = console.style
            let plain = answer.text(in: delivery.format, title: title, style: style, limit: shownRows)
            // What programs read has a name's bytes as they are; a terminal that it is written to would obey them.
            let text = console.isOutputTerminal && !delivery.format.isForPeople ? plain.showingControlsInLines : plain
            // A training that was interrupted has ended the interruption itself.
            try cancellation.check()
            guard console.write(text) else { return false }
            try cancellation.check()
            return true
        }
        let isContinued = file.isContinued
        if isContinued, let delimiter = delivery.format.delimiter,
            let before = Self.firstLine(of: path.text), before != answer.plain.header(delimiter).firstLine
        {
            throw SessionError(.otherColumns(path.text), at: path.span)
        }
        let text = answer.text(
            in: delivery.format, title: title, style: Style(), limit: nil, isContinued: isContinued)
        try cancellation.check()
        do {
            try file.append(text)
            try file.put()
        } catch { throw SessionError(.file(error), at: path.span) }
        return true
    }

    /// The first line of a file that is not compressed; nil where it cannot be told.
    private static func firstLine(of path: String) -> String? {
        guard !path.lowercased().hasSuffix(".gz"), let file = FileHandle(forReadingAtPath: path),
            let start = try? file.read(upToCount: 1 << 16)
        else { return nil }
        return String(decoding: start, as: UTF8.self).firstLine
    }

    /// The most rows that a table shows now; nil is all.
    var shownRows: Int? { console.isOutputTerminal ? settings.shownRows : nil }
}

extension Format {
    /// What stands between its fields, where it has a header; nil of another.
    fileprivate var delimiter: Delimiter? {
        switch self {
        case .csv: .csv
        case .tsv: .tsv
        default: nil
        }
    }
}

extension String {
    /// The text up to its first line end.
    fileprivate var firstLine: String { String(prefix { !$0.isNewline }) }
}

extension Statement {
    /// Whether its answer may have nodes.
    fileprivate var mayDraw: Bool {
        switch self {
        case .read(.stats, _), .read(.check, _), .read(.evaluate, _), .read(.plan, _): false
        case .model(.inspectNode, _): true
        case .model: false
        default: true
        }
    }
}
