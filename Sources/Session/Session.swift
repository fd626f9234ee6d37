import Foundation
import Grammar
import Graph
import Query
import Recommender
import TripleStore

/// One person's or one script's conversation with a database.
///
/// It binds names, runs statements one after the other, and renders their answers. It belongs to one thread.
public final class Session {
    let store: TripleStore
    let models: ModelLibrary
    let cancellation: Cancellation
    let workspace = Workspace()
    public let console: Console
    /// How errors are written.
    public var errorStyle = ErrorStyle.text
    var names = SessionNames()
    var settings: Settings
    /// The model last read from disk, so that asking again costs nothing.
    var loadedModel: (name: String, model: Model)?

    /// A session on `store` that talks through `console`.
    ///
    /// `format` is the name of a format; an unknown one is a `SessionError`.
    public init(
        store: TripleStore, console: Console, cancellation: Cancellation, format: String = "table"
    ) throws {
        self.store = store
        self.console = console
        self.cancellation = cancellation
        settings = Settings(format: try Self.format(Word(format, at: .outside)))
        models = ModelLibrary(folder: URL(fileURLWithPath: store.folder).appendingPathComponent("models"))
    }

    /// What running a script came to.
    public enum Outcome: Sendable {
        /// Every statement ran.
        case done
        /// A statement failed.
        case failed
        /// A statement was interrupted.
        case interrupted
        /// The script said `quit`.
        case quit
        /// The script said `quit`, and a statement before it had failed.
        case failedAndQuit
        /// Nobody reads the results any more.
        case closed
    }

    /// Runs the statements of `text` in order, up to the first that fails unless `keepsGoing`.
    ///
    /// `name` stands before places in errors; nil at the prompt, where the place is in sight.
    public func run(_ text: String, named name: String?, keepsGoing: Bool = false, echoes: Bool = false) -> Outcome {
        var parser = ScriptParser(text)
        var outcome = Outcome.done
        while true {
            do {
                guard let next = try parser.next() else { return outcome }
                if echoes { console.note("segue> \(next.text)\n") }
                if case .meta(.quit) = next.statement { return outcome == .done ? .quit : .failedAndQuit }
                let ended = run(next, source: Source(name: name, text: text))
                switch ended {
                case .done: continue
                case .closed, .interrupted: return ended
                case .failed, .quit, .failedAndQuit: outcome = ended
                }
            } catch {
                report(error, in: Source(name: name, text: text), statement: error.span)
                outcome = .failed
            }
            if !keepsGoing { return outcome }
        }
    }

    private func run(_ statement: SourceStatement, source: Source) -> Outcome {
        // At the prompt a Ctrl-C before the statement was meant for the line; in a script it ends the script.
        if source.name == nil { cancellation.lower() }
        do {
            try cancellation.check()
            return deliver(try answer(statement.statement))
        } catch {
            console.progress(nil)
            remember(error)
            report(error, in: source, statement: statement.span)
            return Message(error).code == .interrupted ? .interrupted : .failed
        }
    }

    /// Writes an answer in the session's format; it becomes the last listing.
    private func deliver(_ delivery: (answer: Answer, format: Format)) -> Outcome {
        let answer = delivery.answer
        if let listing = answer.listing { names.listing = listing }
        let limit = console.isOutputTerminal ? settings.shownRows : nil
        if answer.hasRows {
            let text = answer.text(in: delivery.format, style: console.style, limit: limit)
            guard console.write(text) else { return .closed }
        }
        let width = console.isErrorTerminal ? console.width() : nil
        for line in answer.notes.flatMap({ $0.text.split(separator: "\n") }) {
            console.note(String(line).showingControls.wrapped(to: width, indent: 2) + "\n")
        }
        return .done
    }

    /// After an ambiguous name, `@1 … @n` are its hits.
    private func remember(_ error: any Error) {
        guard let error = error as? SessionError, case .ambiguous(_, let hits) = error.fact else { return }
        // A write that was undone may have made some of them.
        let limit = (try? store.reader().nodeLimit) ?? 0
        names.listing = hits.map(\.node.id).filter { $0.index < limit }
    }

    private func report(_ error: any Error, in source: Source, statement: SourceSpan) {
        let report = ErrorReport(Message(error), at: (error as? SessionError)?.span ?? statement, in: source)
        console.note(errorStyle == .json ? report.json : report.text)
    }

    /// Reads one unchanging state of the graph.
    func reading() throws -> Reading {
        let reader = try store.reader()
        return Reading(
            reader: reader, binder: Binder(reader, names: names),
            query: GraphQuery(reader, workspace: workspace, cancellation: cancellation))
    }
}

extension Session {
    /// The words for an error in the command line.
    public static func words(for error: any Error) -> String {
        let message = Message(error)
        return message.cause + (message.help.map { "\nhelp: \($0)" } ?? "")
    }

    /// An error outside any statement, about `place`, ready to be written.
    public static func report(_ error: any Error, about place: String, style: ErrorStyle) -> String {
        ErrorReport.outside(Message(error), about: place, style: style)
    }

    /// Why a script cannot be run at all.
    public enum Refusal: Sendable { case unreadable, notUTF8 }

    /// Reports a script that cannot be run.
    public func refuse(script: String, for reason: Refusal) -> Outcome {
        let message =
            switch reason {
            case .unreadable: Message(.io, "the script cannot be read")
            case .notUTF8: Message(.io, "the script is not UTF-8")
            }
        console.note(ErrorReport.outside(message, about: script, style: errorStyle))
        return .failed
    }

    /// Throws where no format is called `name`.
    public static func checkFormat(_ name: String) throws {
        _ = try format(Word(name, at: .outside))
    }

    /// Gives `$name` a value: a number or truth where the text is just one, else the text.
    public func setParameter(_ name: String, to text: String) {
        let form: Value.Form =
            if let whole = Int(text), String(whole) == text {
                .integer(whole)
            } else if let number = Double(text), number.isFinite, "\(number)" == text {
                .number(number)
            } else if let truth = Bool(text) {
                .truth(truth)
            } else {
                .string(text)
            }
        names.parameters[name] = Value(form, at: .outside)
    }
}

extension SourceSpan {
    /// The place of what the command line says: no script has it.
    fileprivate static let outside = SourceSpan(line: 1, column: 1, length: 1)
}
