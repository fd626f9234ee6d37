import Session

/// The manual page: the flags, the statements, the codes, each from where the program has them.
struct Manual {
    /// The page for `man -l -`.
    var text: String {
        var page = ManualText(of: "segue", version: Program.version)
        writeNames(&page)
        writeFlags(&page)
        writeStatements(&page)
        writeSurroundings(&page)
        writeErrors(&page)
        writeExamples(&page)
        return String(page.text.dropLast())
    }

    private func writeNames(_ page: inout ManualText) {
        let configuration = Flags.configuration
        page.section("Name")
        page.line("segue - a graph database shell for songs that recommends, and shows the path")
        page.section("Synopsis")
        page.line("`segue` DATABASE [OPTION]...")
        page.section("Description")
        page.line(
            "Songs, artists, albums, years, tags and plays are triples in the folder DATABASE; a small language "
                + "walks them, and a neural network learns from the plays and answers in the same graph.")
        page.paragraph(configuration.discussion.split(separator: "\n").joined(separator: " "))
    }

    private func writeFlags(_ page: inout ManualText) {
        page.section("Options")
        var title: String?
        for flag in FlagDescription.all where !flag.isPositional {
            if let section = flag.sectionTitle, section != title { page.subsection(section) }
            if flag.sectionTitle == nil, title != nil { page.subsection("Help") }
            title = flag.sectionTitle
            page.item(flag.tag, flag.words)
        }
    }

    private func writeStatements(_ page: inout ManualText) {
        page.section("Statements")
        page.line("`help` STATEMENT shows the whole form of each, `help node` how a node is named.")
        for statement in Session.statements {
            page.item(ManualText.bold(statement.verb), statement.purpose, typed: statement.example)
        }
        page.section("Formats")
        page.line("After `-o`, `set format`, or `format` behind a statement.")
        for format in Session.formatMeanings { page.item(ManualText.bold(format.name), format.meaning) }
    }

    private func writeErrors(_ page: inout ManualText) {
        page.section("Exit status")
        for status in ExitStatus.allCases { page.item(ManualText.bold("\(status.rawValue)"), status.meaning) }
        page.section("Errors")
        page.line(
            "An error has the place, the line with a caret, the cause and a way on; `--errors json` gives "
                + "the same as one object a line. Its code is one of these:")
        for code in Session.errorMeanings { page.item(ManualText.bold(code.name), code.meaning) }
    }
}

extension FlagDescription {
    /// The names and the value, marked.
    fileprivate var tag: String {
        let names = (names ?? []).map { ManualText.bold($0.typed) }.joined(separator: ", ")
        return names + (value.map { " " + ManualText.italic($0) } ?? "")
    }

    /// What it is for, which values it takes, and what it is otherwise.
    fileprivate var words: String {
        let values = allValues.map { " One of \($0.map { "`\($0)`" }.joined(separator: ", "))." } ?? ""
        return (abstract ?? "") + values + (defaultValue.map { " Otherwise `\($0)`." } ?? "")
    }
}
