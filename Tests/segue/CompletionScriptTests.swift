import Foundation
import Testing

/// The completion scripts for shells, and the manual page: written by the program, read by those they are for.
@Suite struct CompletionScriptTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    /// Whether a program is installed here.
    private static func has(_ program: String) -> Bool {
        ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func eachShellTakesItsScript(name: String) throws {
        let script = try shell.run("--generate-completion-script", name)
        #expect(script.ending == .exit(0) && script.errors.isEmpty)
        for word in ["read-only", "graphml", "history", "always"] {
            #expect(script.output.contains(word), "\(name): \(word)")
        }
        guard Self.has(name) else { return }
        _ = try shell.folder.write(script.output, to: "script")
        let checked = try shell.runLine("\(name) -n script")
        #expect(checked.ending == .exit(0) && checked.errors.isEmpty, "\(checked)")
    }

    /// What bash offers when Tab is pressed behind these words.
    private func offers(behind words: String...) throws -> [String] {
        let all = (["segue"] + words).map { "'\($0)'" }.joined(separator: " ")
        let script = try shell.run("--generate-completion-script", "bash").output
        _ = try shell.folder.write(script, to: "completion.bash")
        _ = try shell.folder.write(
            """
            source completion.bash
            COMP_WORDS=(\(all)); COMP_CWORD=\(words.count); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _segue segue "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """, to: "press-tab.bash")
        return try shell.runLine("bash press-tab.bash").output.split(separator: "\n").map(String.init)
    }

    @Test func bashOffersFormatsFilesAndFlags() throws {
        _ = try shell.folder.write("", to: "first.segue")
        _ = try shell.folder.write("", to: "first.txt")
        try FileManager.default.createDirectory(atPath: shell.path("music.db"), withIntermediateDirectories: true)
        let formats = try offers(behind: "music.db", "-o", "")
        #expect(Set(formats).isSuperset(of: ["table", "json", "dot", "html"]) && !formats.contains("first.txt"))
        #expect(try offers(behind: "music.db", "-o", "gra") == ["graphml"])
        #expect(try offers(behind: "music.db", "--color", "") == ["auto", "always", "never"])
        #expect(try offers(behind: "music.db", "--errors", "j") == ["json"])
        #expect(try offers(behind: "music.db", "-f", "first") == ["first.segue"])
        #expect(try offers(behind: "mus") == ["music.db"])
        #expect(try offers(behind: "music.db", "--read") == ["--read-only"])
    }
}
