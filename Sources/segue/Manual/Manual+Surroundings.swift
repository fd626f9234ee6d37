extension Manual {
    /// Streams, files and the environment.
    func writeSurroundings(_ page: inout ManualText) {
        page.section("Streams")
        page.line(
            "Results go to standard output, and nothing else does; notes, errors and progress go to standard error.")
        page.paragraph(
            "Each stream is asked whether it is a terminal: the prompt, its history and completion depend on "
                + "standard input, colour and fitted columns on standard output, progress on standard error.")
        page.paragraph(
            "A script stops at its first error, unless `--keep-going`. Each statement is a transaction of its "
                + "own, unless `begin` starts a longer one.")
        page.section("Files")
        let files = [
            ("DATABASE/data.mdb", "The graph."), ("DATABASE/models", "What was trained on it."),
            ("$XDG_STATE_HOME/segue/history", "What was typed at the prompt; `--history` names another file."),
            ("$XDG_CONFIG_HOME/segue/init.segue", "Statements that are run before the first prompt."),
        ]
        for (name, words) in files { page.item(ManualText.italic(name), words) }
        page.section("Environment")
        let variables = [
            ("XDG_STATE_HOME", "Where the history is kept; otherwise ~/.local/state."),
            ("XDG_CONFIG_HOME", "Where the statements to start with are; otherwise ~/.config."),
            ("NO_COLOR", "Where it is set and not empty, colour is used with `--color always` alone."),
        ]
        for (name, words) in variables { page.item(ManualText.bold(name), words) }
    }

    /// Command lines to start from.
    func writeExamples(_ page: inout ManualText) {
        page.section("Examples")
        for (words, lines) in Self.examples {
            page.paragraph(words)
            page.example(lines)
        }
    }

    private static let examples: [(String, [String])] = [
        ("A new database, and a prompt in it:", ["segue music.db"]),
        (
            "Songs and plays in, a model trained, a listener asked for:",
            [
                #"segue music.db -c 'import "songs.csv" as songs' \"#,
                #"    -c 'import "plays.tsv" as plays' -c train"#,
                "segue music.db -c 'recommend user 42 top 5 because'",
            ]
        ),
        (
            "A title that comes from elsewhere is a parameter, and is never read as language:",
            [#"segue music.db --read-only -o jsonl --param x="$title" \"#, "    -c 'neighbours $x hops 2'"]
        ),
        ("A picture of a neighbourhood:", [#"segue music.db -o dot -c 'neighbours "Easy Lover"' | dot -Tsvg"#]),
    ]
}
