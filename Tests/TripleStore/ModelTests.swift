import Graph
import TestSupport
import Testing
import TripleStore

/// The store against a model in memory, over thousands of random steps among few nodes.
@Suite struct ModelTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func randomStepsAgree(seed: UInt64) throws {
        var play = try Play(seed: seed)
        for _ in 0..<60 { try play.round() }
    }
}

private struct Play {
    let scratch = Scratch()
    var store: TripleStore
    var random: SeededGenerator
    var model = Model()

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        store = try scratch.open()
    }

    /// A transaction of random steps, committed or not; now and then the store is closed and opened.
    mutating func round() throws {
        let before = model
        let writer = try store.begin()
        for _ in 0..<Int.random(in: 1...60, using: &random) { try step(writer) }
        if Int.random(in: 0..<5, using: &random) == 0 { try model.check(writer) }
        if Int.random(in: 0..<4, using: &random) == 0 {
            writer.abort()
            model = before
        } else {
            try writer.commit()
        }
        if Int.random(in: 0..<6, using: &random) == 0 { try reopen() }
        let reader = try store.reader()
        try model.check(reader)
        #expect(try reader.findings() == [])
        #expect(try Dictionary(uniqueKeysWithValues: reader.aliases.map { ($0.name, $0.node) }) == model.aliases)
    }

    private mutating func reopen() throws {
        store = try TripleStore(folder: Scratch().path, options: .init(creates: true))
        store = try TripleStore(folder: scratch.path)
    }

    private mutating func step(_ writer: StoreWriter) throws {
        switch Int.random(in: 0..<25, using: &random) {
        case 0..<4:
            let node = try newNode(writer)
            let (added, expected) = (
                try writer.add(type: node.type, key: node.key, label: node.label, properties: node.properties),
                model.add(node)
            )
            #expect(added == expected)
        case 4:
            let nodes = try (0..<8).map { _ in try newNode(writer) }
            #expect(try writer.add(nodes) == nodes.map { model.add($0).id })
        case 5:
            guard let node = anyNode() else { return }
            #expect(try writer.remove(node: node) == model.remove(node: node))
        case 6:
            guard let node = anyNode() else { return }
            let name = ["me", "you", "it"].randomElement(using: &random)!
            let target = Bool.random(using: &random) ? node : nil
            try writer.setAlias(name, to: target)
            model.aliases[name] = target
        case 7..<9: try load(writer)
        case 20..<24: try setProperties(writer)
        case 24:
            let all = try (0..<6).compactMap { _ in try anyTriple(writer).map { ($0, anyProperties()) } }
                .filter { model.edges.contains($0.0) }
            try writer.set(all)
            for (triple, properties) in all { _ = model.set(properties, of: triple) }
        case 9..<13:
            guard let triple = try anyTriple(writer) else { return }
            #expect(try writer.remove(triple) == model.remove(triple))
        default:
            guard let triple = try anyTriple(writer) else { return }
            let weight = anyWeight()
            #expect(try writer.add(triple, weight: weight) == model.add(triple, weight: weight))
        }
    }

    private mutating func load(_ writer: StoreWriter) throws {
        var (triples, weights): ([Triple], [Float]) = ([], [])
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            guard let triple = try anyTriple(writer) else { return }
            triples.append(triple)
            weights.append(anyWeight() ?? .nan)
        }
        let carries = Bool.random(using: &random)
        let expected = zip(triples, weights).count { model.add($0, weight: carries ? $1 : nil) }
        #expect(try writer.load(triples, weights: carries ? weights : nil) == expected)
    }

    private mutating func setProperties(_ writer: StoreWriter) throws {
        // Mostly edges that are there.
        let known = model.edges.sorted().randomElement(using: &random)
        guard let triple = try random.once(in: 4) ? anyTriple(writer) : known else { return }
        let properties = anyProperties()
        if model.set(properties, of: triple) {
            try writer.set(properties, of: triple)
        } else {
            #expect(throws: StoreError.noSuchEdge(triple)) { try writer.set(properties, of: triple) }
        }
    }

    private mutating func anyProperties() -> [Property] {
        (0..<random.below(3)).map { _ in
            let text = String(repeating: "long é ", count: random.once(in: 10) ? 2_000 : random.below(3))
            let value: PropertyValue = random.once(in: 2) ? .string(text) : .integer(Int64(random.below(3)))
            return Property(["a", "c", "dür"].randomElement(using: &random)!, value)
        }
    }

    private mutating func newNode(_ writer: StoreWriter) throws -> NewNode {
        let name = ["song", "artist", "tag"].randomElement(using: &random)!
        let type = try writer.type(named: name)
        if !model.types.contains(name) { model.types.append(name) }
        let label = [nil, "", "l1", "L1", "L12", "é", "E\u{301}", "l2"].randomElement(using: &random)!
        let defaultLabel = [nil, "l1", "usual"].randomElement(using: &random)!
        let value =
            [.integer(Int64.min), .string("ü"), .number(-0.5), .truth(true)]
            .randomElement(using: &random)! as PropertyValue
        let property = Property(["a", "b"].randomElement(using: &random)!, value)
        return NewNode(
            type: type, key: "k\(Int.random(in: 0..<8, using: &random))", label: label,
            defaultLabel: defaultLabel, properties: Bool.random(using: &random) ? [property] : [])
    }

    private mutating func anyNode() -> NodeID? {
        model.nodes.keys.sorted().randomElement(using: &random)
    }

    private mutating func anyTriple(_ writer: StoreWriter) throws -> Triple? {
        guard let head = anyNode(), let tail = anyNode() else { return nil }
        let name = ["played", "sungBy"].randomElement(using: &random)!
        let relation = try writer.relation(named: name)
        if !model.relations.contains(name) { model.relations.append(name) }
        return Triple(head, relation, tail)
    }

    private mutating func anyWeight() -> Float? {
        [nil, 1, 2.5, -3, .infinity, .nan].randomElement(using: &random)!
    }
}
