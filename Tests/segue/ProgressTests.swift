import Foundation
import Testing

/// How far long work is, at a real terminal and elsewhere.
@Suite(.serialized) struct ProgressTests {
    private static let wiping = "\r\u{1B}[K"
    private static let training = "train ncf with epochs = 200, patience = 200"
    let shell: Shell

    init() throws {
        shell = try Shell()
        _ = try shell.folder.write(PlaysFile(rows: 5_000, users: 100, songs: 200, seed: 5).rows, to: "small.tsv")
        try shell.run("db", "-c", #"import "small.tsv" as plays"#)
    }

    /// The text of each line that was drawn.
    private func lines(_ session: PromptSession) -> [String] {
        session.all.components(separatedBy: Self.wiping).dropFirst().map { line in
            line.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        }
    }

    @Test func aBarIsDrawnAndWiped() throws {
        let session = try PromptSession(shell, ["db", "--color", "never", "-c", Self.training], columns: 120)
        #expect(session.end(within: 60) == .exit(0))
        let form = #/epoch [0-9]+ of 200  [█▏▎▍▌▋▊▉ ]{19} +[0-9]+ %  at most [0-9]+ s left, loss .*samples/s.*/#
        #expect(lines(session).contains { $0.wholeMatch(of: form) != nil }, "\(session.all)")
        #expect(lines(session).last?.hasPrefix("epoch    loss") == true)
    }

    @Test func aNarrowTerminalHasRoomForIt() throws {
        let session = try PromptSession(shell, ["db", "-c", Self.training], columns: 40)
        #expect(session.end(within: 60) == .exit(0))
        let drawn = lines(session).dropLast()
        #expect(drawn.contains { $0.contains(" s left") } && drawn.allSatisfy { $0.count < 40 }, "\(drawn)")
    }

    @Test func anInterruptedStatementLeavesNoBarBehind() throws {
        let session = try PromptSession(
            shell, ["db", "-o", "csv", "-c", "train ncf with epochs = 100000, patience = 100000"])
        try session.expect("loss")
        session.type(Key.interrupt)
        try session.expect("interrupted: the best so far is kept")
        #expect(session.end() == .exit(0) && lines(session).last?.hasPrefix("epoch,loss,") == true)
    }

    @Test func offShowsNothingAtATerminal() throws {
        let session = try PromptSession(shell, ["db", "--progress", "off", "--color", "never", "-c", Self.training])
        #expect(session.end(within: 60) == .exit(0))
        #expect(!session.all.contains("\u{1B}") && !session.all.contains("samples/s"))
    }

    @Test(arguments: ["auto", "off", "plain"]) func aPipeStaysClean(style: String) throws {
        let result = try shell.run("db", "--progress", style, "-c", Self.training)
        #expect(result.ending == .exit(0) && !result.errors.contains("\u{1B}") && !result.output.contains("\u{1B}"))
        #expect(style == "plain" || result.errors.split(separator: "\n").count == 1)
    }

    @Test func anotherStyleIsAnErrorOfUsage() throws {
        let result = try shell.run("db", "--progress", "loud", "-c", "stats")
        #expect(result.ending == .exit(2) && result.errors.contains("plain"))
    }
}
