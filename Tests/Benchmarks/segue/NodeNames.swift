import Foundation

/// Turns the generator's numbers into segue's references and back.
struct NodeNames {
    private struct Facts: Decodable { let offsets: [String: Int] }

    private let starts: [(type: String, first: Int)]

    init(folder: String) throws {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("workload.json")
        let facts = try JSONDecoder().decode(Facts.self, from: Data(contentsOf: file))
        starts = facts.offsets.map { ($0.key, $0.value) }.sorted { $0.first > $1.first }
    }

    /// `artist 17`
    func reference(_ number: Int) throws -> String {
        guard let start = starts.first(where: { $0.first <= number }) else { throw Unanswered(what: "\(number)") }
        return "\(start.type) \(number - start.first + firstKey(start.type))"
    }

    /// The number of `artist:17`.
    func number(of name: String) throws -> Int {
        let parts = name.split(separator: ":")
        guard parts.count == 2, let key = Int(parts[1]), let start = starts.first(where: { $0.type == parts[0] }) else {
            throw Unanswered(what: name)
        }
        return start.first + key - firstKey(start.type)
    }

    /// Years are called what they are.
    private func firstKey(_ type: String) -> Int { type == "year" ? 1922 : 0 }
}
