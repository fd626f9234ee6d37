import Export
import Grammar

extension Session {
    /// Where a statement's rows go, and how they are written.
    struct Delivery {
        var format: Format
        /// The file after `into`, opened before the statement runs; nil is standard output.
        var file: ExportFile?
        /// The file's name as written.
        var path: Word?
    }

    /// Where the rows of a statement go. A format that is named comes first, then the one that the file's name tells,
    /// then the session's; what a statement of the shell itself answers is never drawn.
    func delivery(of statement: Statement) throws -> Delivery {
        switch statement {
        case .read(_, let destination), .model(_, let destination): return try delivery(to: destination)
        case .session: return Delivery(format: settings.format)
        case .write, .meta:
            return Delivery(format: settings.format.isGraph || settings.format == .html ? .table : settings.format)
        }
    }

    private func delivery(to destination: Destination) throws -> Delivery {
        let named = try destination.format.map(Self.format)
        guard let path = destination.file else { return Delivery(format: named ?? settings.format) }
        let format = named ?? Format(ofFile: path.text) ?? settings.format
        if destination.appends, !format.canBeAppended {
            throw SessionError(.notAppendable(format.rawValue), at: path.span)
        }
        do {
            let file = try ExportFile(path.text, appends: destination.appends)
            return Delivery(format: format, file: file, path: path)
        } catch { throw SessionError(.file(error), at: path.span) }
    }

    /// Writes an answer where it goes; it becomes the last listing. False where nobody reads on.
    func deliver(_ answer: Answer, to delivery: Delivery, titled title: String) throws -> Bool {
        if let listing = answer.listing { names.listing = listing }
        guard answer.hasRows else { return true }
        guard let file = delivery.file, let path = delivery.path else {
            if embedder != nil { return true }
            let style = console.style
            return console.write(answer.text(in: delivery.format, title: title, style: style, limit: shownRows))
        }
        do {
            let text = answer.text(
                in: delivery.format, title: title, style: Style(), limit: nil, isContinued: file.isContinued)
            try file.append(text)
            try file.put()
        } catch { throw SessionError(.file(error), at: path.span) }
        return true
    }

    /// The most rows that a table shows now; nil is all.
    var shownRows: Int? { console.isOutputTerminal ? settings.shownRows : nil }
}
