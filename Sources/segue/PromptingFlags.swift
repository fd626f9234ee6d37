import ArgumentParser

/// The flags of the prompt.
struct PromptingFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp("The file that keeps the prompt's history, or `none`.", valueName: "file"),
        completion: .file())
    var history: String?

    @Flag(help: "Do not run the start-up statements at the prompt.")
    var noInit = false
}
