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
    let home: Home
    let models: ModelLibrary
    let cancellation: Cancellation
    let workspace = Workspace()
    public let console: Console
    /// Tells how far long work is.
    let progress: ProgressMeter
    /// How errors are written.
    public var errorStyle = ErrorStyle.text
    /// Whether statements may open no file but the database's own: `source`, `import`, `export`, `backup` and `into`
    /// are refused.
    public var isSafe = false
    var names = SessionNames()
    var settings: Settings
    /// What `begin` has started.
    var transaction = Transaction.none
    /// The talk with a listener that goes on.
    var conversation: Conversation?
    /// The program that hears of statements in place of the console; nil is none.
    var embedder: Embedder?
    /// Whether a person types the statement that runs: they may be asked, and may take it back.
    var isAtPrompt = false
    /// The last change that was made at the prompt, which `undo` takes back.
    var lastChange: UndoLog?
    /// What the scripts that were checked may bring.
    var brought = Brought()
    /// How many scripts run within each other.
    var depth = 0
    /// The model last read from disk, so that asking again costs nothing.
    var loadedModel: (name: String, model: Model, saved: Date?)?

    /// A session on the database `store` that talks through `console`.
    public convenience init(
        store: TripleStore, console: Console, cancellation: Cancellation, format: String = "table"
    ) throws {
        try self.init(
            home: .folder(DatabaseFolder(store)), console: console, cancellation: cancellation, format: format)
    }

    /// A session on the graph that is kept at `home`, which talks through `console`.
    ///
    /// `format` is the name of a format; an unknown one is a `SessionError`.
    public init(
        home: Home, console: Console, cancellation: Cancellation, format: String = "table"
    ) throws {
        self.home = home
        progress = ProgressMeter(console)
        self.console = console.cleared(by: progress)
        self.cancellation = cancellation
        settings = Settings(format: try Self.format(Word(format, at: .outside)))
        models = ModelLibrary(folder: home.modelFolder, cancellation: cancellation)
        try Self.checkModels(in: models.folder)
    }

    /// What running a script came to.
    public enum Outcome: Sendable {
        /// Every statement ran.
        case done
        /// A statement failed.
        case failed
        /// A statement asked of a database that is not there.
        case noDatabase
        /// A statement was interrupted.
        case interrupted
        /// The script said `quit`.
        case quit
        /// The script said `quit`, and a statement before it had failed.
        case failedAndQuit
        /// Nobody reads the results any more.
        case closed
    }
}
