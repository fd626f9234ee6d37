import ArgumentParser

/// The flags of the prompt.
struct PromptingFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp("The file that keeps the prompt's history, or `none`.", valueName: "file"),
        completion: .file())
    var history: String?
}
