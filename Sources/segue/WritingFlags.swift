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

    @Flag(help: "Write each statement to standard error before it runs.")
    var echo = false

    func validate() throws {
        do { try Session.checkFormat(format) } catch { throw ValidationError(Session.words(for: error)) }
    }

    /// When colour is used.
    enum Color: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
}

extension ErrorStyle: ExpressibleByArgument {}
