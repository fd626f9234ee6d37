import Foundation

/// The questions of `workload.json`, and where the graph's files are.
struct Workload: Decodable {
    let questions: [Question: [Item]]
    let inserts: [[Int]]
    let batches: [[[Int]]]

    init(folder: String) throws {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("workload.json")
        self = try JSONDecoder().decode(Workload.self, from: Data(contentsOf: file))
    }
}

/// What is asked of every engine.
enum Question: String, CaseIterable, Codable, CodingKeyRepresentable {
    case oneHop, twoHops, artistAndAlbum, threeHops, shortestPath, shared, title, prefix
}

/// What a question is asked about: a node, two nodes, or a text.
enum Item: Decodable {
    case node(Int)
    case pair(Int, Int)
    case text(String)

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let node = try? value.decode(Int.self) {
            self = .node(node)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else {
            let ends = try value.decode([Int].self)
            self = .pair(ends[0], ends[1])
        }
    }
}
