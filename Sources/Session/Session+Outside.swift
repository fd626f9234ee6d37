import Foundation
import Grammar

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
        let message = Message(refusal: reason, of: "the script")
        console.note(ErrorReport.outside(message, about: script, style: errorStyle))
        return .failed
    }

    /// Whether nothing can be written.
    public var isReadOnly: Bool { home.isReadOnly }

    /// How much a session has to work with.
    public struct Holdings: Equatable, Sendable {
        /// Nodes of the graph.
        public let nodes: Int
        /// Models that have been trained.
        public let models: Int
    }

    /// How much there is now.
    public var holdings: Holdings {
        let types = (try? reader())?.vocabulary.types ?? []
        return Holdings(nodes: types.reduce(0) { $0 + $1.count }, models: (try? models.names().count) ?? 0)
    }

    /// Throws where no format is called `name`.
    public static func checkFormat(_ name: String) throws {
        _ = try format(Word(name, at: .outside))
    }

    /// The names of all formats.
    public static let formatNames = Format.allCases.map(\.rawValue)

    /// The names of all formats, for people.
    public static let formats = Message.list(formatNames)

    /// Throws where the folder is not there in which a new database would be made: a slip in a path makes no folders.
    public static func checkParent(of database: String) throws {
        let url = URL(fileURLWithPath: database)
        guard !FileManager.default.fileExists(atPath: url.path) else { return }
        let parent = url.deletingLastPathComponent().resolvingSymlinksInPath().path
        let facts = try? FileManager.default.attributesOfItem(atPath: parent)
        guard facts?[.type] as? FileAttributeType == .typeDirectory else { throw SessionError(.noFolder(parent)) }
    }

    /// Throws where the folder of models, or what stands in it, is a link, a pipe or a device: a database from elsewhere
    /// must not have models written to where it likes.
    static func checkModels(in folder: URL) throws {
        let manager = FileManager.default
        func type(_ path: String) -> FileAttributeType? {
            (try? manager.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        }
        guard let kind = type(folder.path) else { return }
        guard kind == .typeDirectory else { throw SessionError(.oddFile(folder.lastPathComponent)) }
        for name in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] {
            let kind = type(folder.path + "/" + name)
            guard kind == .typeRegular || kind == .typeDirectory else {
                throw SessionError(.oddFile("\(folder.lastPathComponent)/\(name)"))
            }
        }
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
    static let outside = SourceSpan(line: 1, column: 1, length: 1)
}
