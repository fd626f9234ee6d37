import Foundation
import SegueKit

/// Makes the database out of the generated text files.
struct Loading {
    let folder: String
    let database: String

    /// The file's length once it has the nodes, and once it has the edges too.
    struct Sizes {
        let nodes: Int
        let all: Int
    }

    func run() throws -> Sizes {
        try? FileManager.default.removeItem(atPath: database)
        let graph = try SegueDatabase(at: database)
        try graph.importFile("\(folder)/nodes.tsv", as: "triples")
        let nodes = try size()
        try graph.importFile("\(folder)/edges.tsv", as: "triples")
        return Sizes(nodes: nodes, all: try size())
    }

    private func size() throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: database + "/data.mdb")
        return facts[.size] as? Int ?? 0
    }
}
