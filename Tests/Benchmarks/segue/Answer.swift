/// An answer in the form that `expected.json` has, nodes by their numbers.
enum Answer: Encodable {
    case count(Int)
    /// Songs, or the nodes of a path.
    case nodes([Int])
    case named([(node: Int, name: String)])
    case ranked([(node: Int, count: Int)])

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .count(let count):
            var single = encoder.singleValueContainer()
            try single.encode(count)
        case .nodes(let nodes):
            var single = encoder.singleValueContainer()
            try single.encode(nodes)
        case .named(let rows):
            var list = encoder.unkeyedContainer()
            for row in rows {
                var pair = list.nestedUnkeyedContainer()
                try pair.encode(row.node)
                try pair.encode(row.name)
            }
        case .ranked(let rows):
            var list = encoder.unkeyedContainer()
            for row in rows { try list.encode([row.node, row.count]) }
        }
    }
}
