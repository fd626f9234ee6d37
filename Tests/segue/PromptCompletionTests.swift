import Foundation
import Testing

/// The Tab key at the prompt of the real program.
@Suite(.serialized) struct PromptCompletionTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        let songs = ["One More Night", "One Love", "Sussudio", #"AC/DC \"live\""#].enumerated()
        for (place, label) in songs { try shell.run("db", "-c", "add song:s\(place) label \"\(label)\"") }
    }

    private func session() throws -> PromptSession { try PromptSession.started(shell) }

    @Test func severalAreListedAndGoOnAsFarAsTheyAgree() throws {
        let session = try session()
        session.type("describe \"o" + Key.tab)
        try session.expect("One ")
        session.type(Key.tab)
        try session.expect("\"One Love\"")
        try session.expect("\"One More Night\"")
        try session.expect("segue> describe \"One ")
        session.type("L" + Key.tab + "\n")
        try session.expect("song:s1")
        try session.expect("segue> ")
        session.leave()
    }

    @Test func aTitleWithQuotesIsEscaped() throws {
        let session = try session()
        session.type("describe \"ac" + Key.tab + "\n")
        try session.expect(#"AC/DC \"live\"" "#)
        try session.expect("song:s3")
        try session.expect("segue> ")
        session.leave()
    }

    @Test func aLaterLineIsCompletedAsPartOfItsStatement() throws {
        let session = try session()
        session.type("match (s:song)\n")
        try session.expect("   ..> ")
        session.type("ret" + Key.tab)
        try session.expect("return ")
        session.type("s.lab" + Key.tab + "\n")
        try session.expect("s.label")
        try session.expect("Sussudio")
        try session.expect("segue> ")
        session.leave()
    }

    @Test func manyAreCutAndThatIsSaid() throws {
        let rows = (0..<300).map { "\tsong:k\($0)\tTitle \($0)\n" }.joined()
        _ = try shell.folder.write(rows, to: "many.tsv")
        try shell.run("db", "-c", "import \"many.tsv\" as triples")
        let session = try session()
        session.type("describe song k" + Key.tab)
        try session.expect("… and more; the next letters tell which")
        try session.expect("segue> describe song k")
        session.type("299" + Key.tab + "\n")
        try session.expect("Title 299")
        try session.expect("segue> ")
        session.leave()
    }
}
