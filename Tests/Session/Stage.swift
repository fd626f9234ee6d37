import Foundation
import Graph
import Session
import Synchronization
import TestSupport
import TripleStore

/// A session on a database of its own, whose words are caught.
final class Stage {
    /// What a script brought.
    struct Scene {
        let output: String
        let notes: String
        let outcome: Session.Outcome

        /// The output as JSON, whatever it is.
        var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }
        /// The output as an array of JSON objects.
        var objects: [[String: Any]] { json as? [[String: Any]] ?? [] }
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// How often a clock was looked at.
    private final class Looks: Sendable {
        let count = Atomic<Int>(0)
    }

    private final class Tape: Sendable {
        let text = Mutex("")

        func take() -> String {
            text.withLock { text in
                defer { text = "" }
                return text
            }
        }
    }

    let folder: TemporaryFolder
    let store: TripleStore
    let session: Session
    let cancellation = Cancellation()
    private let output = Tape()
    private let notes = Tape()

    /// A session on an empty database, or on the one in `folder`.
    ///
    /// `hearing` makes it a terminal's session, whose progress and notes are heard as they come. Progress is told by a
    /// clock that goes on by `step` at each look at it.
    init(
        in folder: TemporaryFolder? = nil, format: String = "table", width: Int? = nil, readOnly: Bool = false,
        progress: ProgressStyle = .auto, step: Duration = .seconds(1),
        hearing: (@Sendable (String, Cancellation) -> Void)? = nil, confirm: (@Sendable (String) -> Bool)? = nil
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        store = try TripleStore(
            folder: self.folder.path + "/db", options: .init(readOnly: readOnly, creates: !readOnly))
        let (output, notes, cancellation) = (output, notes, cancellation)
        var console = Console(
            write: { text in
                output.text.withLock { $0 += text }
                return true
            },
            note: { text in
                notes.text.withLock { $0 += text }
                hearing?(text, cancellation)
            })
        console.isErrorTerminal = hearing != nil
        console.width = { width }
        console.progress = progress
        console.confirm = confirm
        let looks = Looks()
        console.clock = ProgressClock { step * looks.count.add(1, ordering: .relaxed).newValue }
        session = try Session(store: store, console: console, cancellation: cancellation, format: format)
    }

    /// Runs a script.
    @discardableResult
    func run(
        _ script: String, named name: String? = "script", keepsGoing: Bool = false, isWhole: Bool = true
    ) -> Scene {
        let outcome = session.run(script, named: name, keepsGoing: keepsGoing, isWhole: isWhole)
        return Scene(output: output.take(), notes: notes.take(), outcome: outcome)
    }

    /// Looks at a script without running it.
    func check(_ script: String, named name: String = "script") -> Scene {
        let outcome = session.check(script, named: name)
        return Scene(output: output.take(), notes: notes.take(), outcome: outcome)
    }

    /// What a script writes to a terminal of `width` columns, without colour.
    func atTerminal(of width: Int, _ script: String) -> String {
        let output = Tape()
        var console = Console(
            write: { text in
                output.text.withLock { $0 += text }
                return true
            }, note: { _ in })
        console.isOutputTerminal = true
        console.width = { width }
        let session = try? Session(store: store, console: console, cancellation: cancellation)
        _ = session?.run(script, named: nil)
        return output.take()
    }

    /// The project's folder.
    static let project = Project.folder

    /// A file of the example data, as the language writes its name.
    static func example(_ name: String) -> String { "\"\(project)/Examples/data/\(name)\"" }

    /// The statements that import the example data.
    static let importing = """
        import \(example("songs.csv")) as songs with tags = "genre"
        import \(example("graph.tsv")) as triples
        import \(example("plays.tsv")) as plays

        """

    /// A stage with the example data.
    static func withExamples(
        format: String = "table", width: Int? = nil, hearing: (@Sendable (String, Cancellation) -> Void)? = nil
    ) throws -> Stage {
        let stage = try Stage(format: format, width: width, hearing: hearing)
        stage.run(importing)
        return stage
    }

    /// A stage with five songs, two of one name, and two listeners.
    static func small(
        format: String = "table", width: Int? = nil, hearing: (@Sendable (String, Cancellation) -> Void)? = nil
    ) throws -> Stage {
        let stage = try Stage(format: format, width: width, hearing: hearing)
        let songs = """
            song_id,title,release,artist_name,year
            S1,One More Night,No Jacket Required,Phil Collins,1985
            S2,One More Night,Overexposed,Maroon 5,2012
            S3,Sussudio,No Jacket Required,Phil Collins,1985
            S4,Easy Lover,Chinese Wall,Philip Bailey & Phil Collins,1984
            S5,"Odd, ""quoted"" title",,,0
            """
        let file = try stage.folder.write(songs, to: "songs.csv")
        let plays = try stage.folder.write("42\tS1\t17\n42\tS3\t1\n7\tS3\t4\n7\tS4\t2\n", to: "plays.tsv")
        stage.run("import \"\(file)\" as songs; import \"\(plays)\" as plays")
        return stage
    }
}
