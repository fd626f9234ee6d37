import ArgumentParser
import Session

/// The flags that say how results, notes and errors are written.
struct WritingFlags: ParsableArguments {
    @Option(
        name: .customShort("o"), help: ArgumentHelp("How rows are written: \(Session.formats).", valueName: "format"),
        completion: .list(Session.formatNames))
    var format = "table"

    @Option(help: ArgumentHelp("How errors are written.", valueName: "style"))
    var errors = ErrorStyle.text

    @Option(help: ArgumentHelp("When colour is used; NO_COLOR is heeded.", valueName: "when"))
    var color = Color.auto

    @Option(
        help: ArgumentHelp(
            """
            How far long work is: `auto` draws a bar where standard error is a terminal, `plain` writes a line there \
            every ten seconds, `off` says nothing.
            """, valueName: "style"))
    var progress = ProgressStyle.auto

    @Flag(help: "Write each statement to standard error before it runs.")
    var echo = false

    func validate() throws {
        do { try Session.checkFormat(format) } catch { throw ValidationError(Session.words(for: error)) }
    }

    /// When colour is used.
    enum Color: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
}

extension ErrorStyle: ExpressibleByArgument {}
extension ProgressStyle: ExpressibleByArgument {}
