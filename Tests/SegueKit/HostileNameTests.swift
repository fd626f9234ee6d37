import SegueKit
import Testing

/// Names that look like language are names.
@Suite struct HostileNameTests {
    static let names = [
        #"x"; remove song:good; ""#, "x\nremove song:good", "`; remove song:good; `", #"\" \u{22} \\"#, "$x", "@1", "*",
        "song:good", "format json into \"/dev/full\"", "# nothing", "-- nothing", "quit", "user:42[year > 0]",
        "''' \"\"\"",
        "\u{1B}[31m", "日本語 – “ ” ´", "top 5",
    ]

    /// A database with a good song and one of this key, called so.
    private func library(with name: String) throws -> Library {
        let library = try Library()
        func field(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        let songs = "song_id,title,artist_name\ngood,Good,Somebody\n\(field(name)),\(field(name)),\(field(name))\n"
        try library.graph.importFile(try library.folder.write(songs, to: "songs.csv"))
        let plays = "u\tgood\t2\nv\tgood\t3\n"
        try library.graph.importFile(try library.folder.write(plays, to: "plays.tsv"), as: "plays")
        return library
    }

    @Test(arguments: names) func aNameIsNeverAStatement(name: String) throws {
        let library = try library(with: name)
        defer { withExtendedLifetime(library) {} }
        let graph = library.graph
        let before = try graph.query("stats").map(\.description)
        let byLabel = try graph.query("describe $name", ["name": .text(name)]).compactMap { $0["node"]?.node }
        #expect(byLabel.contains { $0.label == name && $0.type == "song" })
        // A key and a label are quoted in a statement's text by themselves.
        let node = try #require(byLabel.first { $0.type == "song" })
        #expect(node.key == name)
        for reference in [node.reference, .song(name), .label(name, type: "song")] {
            #expect(try graph.query("describe \(reference)")[0]["node"]?.node == node, "\(reference)")
        }
        let found = try graph.query("match (s:song) where s.label = $name return s", ["name": .text(name)])
        #expect(found.map { $0["s"]?.node } == [node])
        #expect(try graph.query("stats").map(\.description) == before)
    }

    @Test(arguments: names) func theEnginesCallsTakeNamesAsTheyAre(name: String) throws {
        let library = try library(with: name)
        defer { withExtendedLifetime(library) {} }
        let graph = library.graph
        try graph.train(.popularity)
        let before = try graph.query("stats").map(\.description)
        _ = try? graph.recommend(for: .song(name))
        _ = try? graph.explain(.label(name, type: "song"), for: .user(name))
        let unknown = try #require(error { _ = try graph.recommend(for: .user(name)) })
        #expect(unknown.code == .unknownNode)
        #expect(error { try graph.train(.popularity, on: name) }?.code == .badValue)
        #expect(error { try graph.train(.popularity, settings: [name: 1]) }?.code == .badValue)
        #expect(error { try graph.importFile(name) } != nil)
        #expect(try graph.query("stats").map(\.description) == before)
    }
}
