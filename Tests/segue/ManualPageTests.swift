import Foundation
import Testing

/// The manual page that the program writes of itself.
@Suite struct ManualPageTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    @Test func itHasWhatTheProgramHas() throws {
        let page = try shell.run("--manual")
        #expect(page.ending == .exit(0) && page.errors.isEmpty && page.output.hasPrefix(".TH SEGUE 1 "))
        let flags = try shell.run("--help").output.split { " ,\n[]()".contains($0) }.filter { $0.hasPrefix("--") }
        #expect(flags.count > 10)
        for flag in flags {
            #expect(page.output.contains("\\fB" + flag.replacing("-", with: "\\-") + "\\fR"), "\(flag)")
        }
        let verbs = try shell.run("db", "-o", "csv", "-c", "help").output.split(separator: "\r\n").dropFirst()
        for verb in verbs.compactMap({ $0.split(separator: ",").first }) {
            #expect(page.output.contains(".TP\n\\fB\(verb)\\fR\n"), "\(verb)")
        }
        for word in ["unknown_node", "130", "XDG_STATE_HOME", "NO_COLOR", "graphml", ".SH EXAMPLES"] {
            #expect(page.output.contains(word), "\(word)")
        }
    }

    @Test(arguments: ["groff -man -ww -z page.1", "mandoc -T lint -W warning page.1", "man --warnings=w -l page.1"])
    func formattersHaveNothingToSay(command: String) throws {
        let program = String(command.prefix { $0 != " " })
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program) else { return }
        _ = try shell.folder.write(shell.run("--manual").output, to: "page.1")
        let read = try shell.runLine("MANPAGER=cat MANWIDTH=80 \(command)")
        #expect(read.ending == .exit(0) && read.errors.isEmpty, "\(read)")
        if program == "man" {
            for words in ["NAME", "a graph database shell", "--read-only", "DATABASE/data.mdb"] {
                #expect(read.output.contains(words), "\(words)")
            }
            #expect(!read.output.contains("\\f") && !read.output.contains("\\-"))
        }
    }

    @Test func theHelpFitsATerminal() throws {
        let help = try shell.run("--help", environment: ["COLUMNS": "80"]).output
        for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        for title in ["WHAT IS RUN:", "HOW IT IS WRITTEN:", "THE PROMPT:"] { #expect(help.contains(title)) }
    }
}
