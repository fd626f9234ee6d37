import ArgumentParser
import Foundation
import Session

/// The command line.
struct Flags: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segue",
        abstract: "A graph database shell for songs that recommends, and shows the path.",
        usage: """
            segue <database> [<options>]
            segue --manual | man -l -
            """,
        discussion: """
            Without -c and -f, statements are read from standard input: with a prompt,
            history and completion at a terminal, as one script otherwise. `help` lists
            the statements.
            """,
        version: Program.version)

    @Argument(
        help: ArgumentHelp(
            "The database's folder; a name that does not exist yet makes a new one. Or sc://HOST:PORT/SCHEMA, a graph on Spark.",
            valueName: "database"),
        completion: .directory)
    var database: String?

    @OptionGroup(title: "What is run")
    var running: RunningFlags

    @OptionGroup(title: "How it is written")
    var writing: WritingFlags

    @OptionGroup(title: "The prompt")
    var prompting: PromptingFlags

    @Flag(help: "Show the manual page, for `man -l -`.")
    var manual = false

    /// What can be told to be wrong before a database is opened, or made.
    func validate() throws {
        if manual { throw CleanExit.message(Manual().text) }
        if database == "help", !FileManager.default.fileExists(atPath: "help") { throw CleanExit.helpRequest(self) }
        guard database != nil else { throw ValidationError("Missing expected argument '<database>'") }
    }
}
