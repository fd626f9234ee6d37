import Foundation
import Graph
import Session
import TripleStore

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
        let store = try TripleStore(folder: database, options: .init(creates: true))
        try importFile("nodes.tsv", into: store)
        let nodes = try size()
        try importFile("edges.tsv", into: store)
        return Sizes(nodes: nodes, all: try size())
    }

    private func importFile(_ name: String, into store: TripleStore) throws {
        let session = try Session(store: store, console: .silent, cancellation: Cancellation())
        let statement = #"import "\#(folder)/\#(name)" as triples"#
        guard case .done = session.run(statement, named: "load") else { throw Unanswered(what: statement) }
    }

    private func size() throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: database + "/data.mdb")
        return facts[.size] as? Int ?? 0
    }
}

extension Console {
    /// Writes nothing.
    static var silent: Console { Console(write: { _ in true }, note: { _ in }) }
}
