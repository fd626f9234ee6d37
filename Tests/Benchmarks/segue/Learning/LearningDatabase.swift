import Foundation
import SegueKit
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
    let graph: SegueDatabase
    private let path: String

    init(folder: String) throws {
        self.folder = folder
        let text = try Data(contentsOf: URL(fileURLWithPath: folder + "/learning.json"))
        plan = try JSONDecoder().decode(Plan.self, from: text)
        path = folder + "/segue.db"
        graph = try SegueDatabase(at: path)
        if try store.reader().split(named: plan.split) == nil { try fill() }
    }

    /// The store below the database, which the engine's own loop reads.
    var store: TripleStore { get throws { try TripleStore(folder: path) } }

    /// The split comes last: where it is, all is.
    private func fill() throws {
        try graph.importFile("\(folder)/songs.csv", as: "songs")
        try graph.importFile("\(folder)/\(plan.split)", as: "split")
    }
}
