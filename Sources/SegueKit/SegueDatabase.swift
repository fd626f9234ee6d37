import Graph
import Session

/// A graph of songs in a folder, to be asked, changed and learned from by a Swift program.
///
/// ```swift
/// let graph = try SegueDatabase(at: "music.db")
/// for row in try graph.query("neighbours $x hops 2 limit 5", ["x": "Easy Lover"]) {
///     print(row["node"]?.node?.name ?? "", row["degree"]?.integer ?? 0)
/// }
/// ```
///
/// The statements are those of segue's shell; the answers are values, never text to be read again. What a program puts
/// into a statement goes there as a parameter (`$x`), or by a ``NodeName``, and can never become a statement itself.
///
/// **Threads.** A database object belongs to one thread, task or actor at a time, and is not `Sendable`. Open the same
/// folder once more for each further one: objects on one folder share the file, any number read at a time, one writes,
/// and each sees what was committed before its statement began. A transaction ends on the thread that began it, as
/// ``transaction(_:)`` does by itself. Only ``cancellation`` is for other threads.
///
/// This module is built without GNU readline, so that a program that links it is bound by the licences of LMDB,
/// OpenBLAS, SQLite and zlib, and by Apache-2.0, and not by the GPL as segue's own shell is.
public final class SegueDatabase {
    /// Stops what runs, from any thread.
    public let cancellation: Cancellation
    let session: Session

    /// Opens the database in `folder`, or makes one where there is none yet, unless `readOnly`.
    ///
    /// Where it `isSafe`, statements open no file but the database's own: `source`, `import`, `export`, `backup` and
    /// `into` are errors of the code `io`, and so is ``importFile(_:as:tags:)``. Open the folder a second time for what
    /// the program itself reads and writes.
    ///
    /// `memory` is how many bytes imports and training may take, half of the machine's where it is nil; a model that does
    /// not fit is an error of the code `bad_value`.
    ///
    /// A folder that is no database, or cannot be read, is an error of the code `io` or `corrupt`.
    public init(
        at folder: String, readOnly: Bool = false, isSafe: Bool = false, memory: Int? = nil
    ) throws(SegueError) {
        let cancellation = Cancellation()
        self.cancellation = cancellation
        session = try mended { () throws(Failure) in
            try Session.embedded(
                in: folder, readOnly: readOnly, isSafe: isSafe, memory: memory, cancellation: cancellation.flag)
        }
    }

    /// Runs one statement of the language, where `$x` stands for the parameter `x`; its rows.
    ///
    /// A statement that changes the graph, or that trains, has rows only where it would show some in the shell.
    @discardableResult
    public func query(_ statement: String, _ parameters: [String: Parameter] = [:]) throws(SegueError) -> Rows {
        try mended { () throws(Failure) in
            Rows(try session.reply(to: statement, with: parameters.mapValues(\.form)))
        }
    }

    /// Runs the statements of a script in order, up to the first that fails; the rows of each.
    ///
    /// `name` stands in errors as the script's. Within a transaction an error undoes it.
    @discardableResult
    public func run(_ script: String, named name: String = "script") throws(SegueError) -> [Rows] {
        try mended { () throws(Failure) in try session.replies(to: script, named: name).map(Rows.init) }
    }

    /// Keeps all that `body` writes, or, where it throws, nothing of it.
    ///
    /// Transactions do not nest. A write that fails within one undoes it at once, even where `body` goes on; a read
    /// that fails does not.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try query("begin")
        do {
            let result = try body()
            try query("commit")
            return result
        } catch {
            // Where the commit itself has failed, there is nothing left to roll back.
            _ = try? query("rollback")
            throw error
        }
    }
}

/// Stops what a database does, from any thread: what Ctrl-C is to the shell.
public struct Cancellation: Sendable {
    let flag = Graph.Cancellation()

    /// Ends the statement that runs now with an error of the code `interrupted`; it changes nothing.
    ///
    /// A training keeps its best epoch so far instead, and a second call ends it without a model. Where nothing runs,
    /// nothing happens: the next statement begins afresh.
    public func cancel() { flag.raise() }
}

/// Runs `body`, its error as the one that programs get.
func mended<Result>(_ body: () throws(Failure) -> Result) throws(SegueError) -> Result {
    do throws(Failure) { return try body() } catch { throw SegueError(error) }
}
