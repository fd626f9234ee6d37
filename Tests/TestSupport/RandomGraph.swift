import Graph
import TripleStore

/// A store with a seeded random graph in which everything odd occurs that a file has to stand.
public struct RandomGraph {
    public let folder: TemporaryFolder
    public let store: TripleStore

    /// Texts that some form of file has trouble with.
    public static let nasty = [
        "plain", "5", "5.0", "true", "", " ", "  two  blanks ", "a\tb", "line\nbreak", "return\r", "cr\r\nlf", "\r",
        "\"", "\"quoted\"", "'", "back\\slash", "\\", "\\\\n", "\\n", "\\t", "\\u{41}", "\\N", "\\l", "N",
        "<b>&amp;</b>",
        "]]>", "<![CDATA[", "a,b;c", "é", "e\u{301}", "Ω≈ç√", "🎸🎶", "\u{1F468}\u{200D}\u{1F469}", "\u{0}",
        "\u{1}\u{1F}",
        "\u{7F}\u{85}\u{9F}", "\u{FEFF}mark", "\u{FFFE}", "\u{FFFF}", "\u{2028}", "a:b", ":", "a=b", "=", "`tick`", "#",
        "//",
        "/* x */", "null", "NaN", "inf", "-0", "+5", "1e5", "0x10", "%41", "{}", "[]", "->", "--", "_", "_type", "type",
        "label", "node", "key",
    ]

    /// A graph of so many nodes and edges.
    public init(seed: UInt64, nodes: Int = 150, edges: Int = 400) throws {
        folder = try TemporaryFolder()
        store = try TripleStore(folder: folder.path + "/db", options: .init(creates: true))
        var random = SeededGenerator(seed: seed)
        try store.write { writer in
            let ids = try Self.addNodes(nodes, writer, &random)
            try Self.addEdges(edges, between: ids, writer, &random)
            // A number is missing, as after any removal.
            if let first = ids.first { try writer.remove(node: first) }
        }
    }

    private static func addNodes(
        _ count: Int, _ writer: StoreWriter, _ random: inout SeededGenerator
    ) throws -> [NodeID] {
        let types = [
            "song", "artist", "user", "node", "odd type", "a:b", "a", "back\\slash", "tab\ttype", "ümlaut", "\"q\"",
        ]
        return try (0..<count).map { number in
            let key = random.once(in: 3) ? "k\(number)" : nasty[1 + random.below(nasty.count - 1)]
            let label = random.once(in: 3) ? nil : nasty[random.below(nasty.count)]
            return try writer.add(
                type: writer.type(named: types[random.below(types.count)]), key: key.isEmpty ? "k" : key, label: label,
                properties: properties(&random)
            ).id
        }
    }

    private static func addEdges(
        _ count: Int, between ids: [NodeID], _ writer: StoreWriter, _ random: inout SeededGenerator
    ) throws {
        let relations = [
            "zulu", "played", "sungBy", "a b", "tab\there", "quote\"", "Ωmega", "x:y", "back\\slash", "type",
        ]
        let weights: [Float] = [1, 17, 0.1, -2.5, 1e-20, 3.4e38, 16_777_216, 0]
        for _ in 0..<(ids.isEmpty ? 0 : count) {
            let triple = Triple(
                ids[random.below(ids.count)], try writer.relation(named: relations[random.below(relations.count)]),
                ids[random.below(ids.count)])
            try writer.add(triple, weight: random.once(in: 2) ? weights[random.below(weights.count)] : nil)
            if random.once(in: 3) { try writer.set(properties(&random), of: triple) }
        }
    }

    private static func properties(_ random: inout SeededGenerator) -> [Property] {
        let names = [
            "genre", "bpm", "type", "label", "_type", "__label", "relation", "_relation", "odd name", "a=b",
            "tab\tname",
            "quote\"", "back\\slash", "ümlaut", "x:string", "node", "key", "id",
            "weight", "count", "_weight", "__count",
        ]
        let numbers: [Double] = [5, 0.1, -1.5, 1e300, -1e-300, .leastNonzeroMagnitude, 1.5e16, 0, 123_456_789.125]
        return (0..<random.below(4)).map { _ in
            let value: PropertyValue =
                switch random.below(4) {
                case 0: .string(nasty[random.below(nasty.count)])
                case 1: .integer([5, -1, .max, .min, 0][random.below(5)])
                case 2: .number(numbers[random.below(numbers.count)])
                default: .truth(random.once(in: 2))
                }
            return Property(names[random.below(names.count)], value)
        }
    }
}
