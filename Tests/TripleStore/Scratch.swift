import Foundation
import Graph
import TripleStore

/// A database folder that goes with its owner.
final class Scratch {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/store-" + UUID().uuidString
    }

    func open(mapSize: Int? = nil) throws -> TripleStore {
        try TripleStore(folder: path, options: .init(creates: true, mapSize: mapSize))
    }

    var dataFile: URL { URL(fileURLWithPath: path + "/data.mdb") }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension StoreWriter {
    /// `count` nodes of one type, `n0`, `n1`, and so on.
    func makeNodes(_ count: Int, type: String = "thing") throws -> [NodeID] {
        let type = try self.type(named: type)
        return try add((0..<count).map { NewNode(type: type, key: "n\($0)") })
    }
}
