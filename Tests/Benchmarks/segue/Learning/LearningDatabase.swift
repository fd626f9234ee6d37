import Foundation
import Graph
import Session
import TripleStore

/// The made-up plays and songs as a database, which is made where it is missing.
struct LearningDatabase {
    /// What `learning.json` says.
    struct Plan: Decodable {
        let split: String
        let epochs: Int
        let listeners: [String]
    }

    /// The folder of the files and of the database.
    let folder: String
    let plan: Plan
    let store: TripleStore

    init(folder: String) throws {
        self.folder = folder
        let text = try Data(contentsOf: URL(fileURLWithPath: folder + "/learning.json"))
        plan = try JSONDecoder().decode(Plan.self, from: text)
        let path = folder + "/segue.db"
        store = try TripleStore(folder: path, options: .init(creates: true))
        if try store.reader().split(named: plan.split) == nil { try fill() }
    }

    /// The split comes last: where it is, all is.
    private func fill() throws {
        let (session, output) = try session()
        let files = [("songs.csv", "songs"), (plan.split, "split")]
        for (file, kind) in files {
            try Self.run(#"import "\#(folder)/\#(file)" as \#(kind)"#, in: session, output)
        }
    }

    /// A session on the database, and what it writes.
    func session() throws -> (Session, Output) {
        let output = Output()
        return (try Session(store: store, console: output.console, cancellation: Cancellation()), output)
    }

    /// Runs a statement that has to succeed.
    static func run(_ statement: String, in session: Session, _ output: Output) throws {
        output.clear()
        guard case .done = session.run(statement, named: "benchmark") else { throw Unanswered(what: output.notes) }
    }
}
