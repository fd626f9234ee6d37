import Arrow
import Graph

extension Column {
    /// Numbers of nodes, in half the room where they have 31 bits: what is sent to Spark waits for the network most.
    static func nodes(_ name: String, _ nodes: [NodeID]) -> Column {
        guard let largest = nodes.max(), largest.rawValue > UInt32(Int32.max) else {
            return Column(name, .int32(nodes.map { Int32(bitPattern: $0.rawValue) }))
        }
        return Column(name, .int64(nodes.map { Int64($0.rawValue) }))
    }

    /// Texts, some of which may be missing.
    static func texts(_ name: String, _ texts: [String?]) -> Column {
        Column(name, .texts(texts.map { $0 ?? "" }), isNull: texts.map { $0 == nil })
    }

    /// Single-precision numbers, some of which may be missing.
    static func floats(_ name: String, _ numbers: [Float?]) -> Column {
        Column(name, .float(numbers.map { $0 ?? 0 }), isNull: numbers.map { $0 == nil })
    }

    /// Whole numbers, some of which may be missing.
    static func int64s(_ name: String, _ numbers: [Int64?]) -> Column {
        Column(name, .int64(numbers.map { $0 ?? 0 }), isNull: numbers.map { $0 == nil })
    }

    /// Lists of texts, some of which may be missing.
    static func textLists(_ name: String, _ lists: [[String]?]) -> Column {
        Column(
            name,
            .lists(
                offsets: offsets(lists.map { $0?.count ?? 0 }),
                elements: Column("element", .texts(lists.flatMap { $0 ?? [] }))),
            isNull: lists.map { $0 == nil })
    }

    /// Lists of whole numbers.
    static func int64Lists(_ name: String, _ lists: [[Int64]]) -> Column {
        Column(
            name,
            .lists(offsets: offsets(lists.map(\.count)), elements: Column("element", .int64(lists.flatMap { $0 }))))
    }

    /// Where lists of such lengths begin, and the last one ends.
    private static func offsets(_ counts: [Int]) -> [Int32] {
        counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1)) }
    }
}
