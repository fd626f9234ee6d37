import Graph
import TripleStore

/// The nodes and edges of a file on their way into the store.
///
/// A node has a name in the file and, by it, a place here; what the file says of it may come before or after its
/// edges. Names and edges are kept as numbers until the end; nodes and edges with properties go on to the store by
/// the million.
struct GraphBatch {
    /// How many nodes, or edges with properties, are kept before they are stored.
    private static let limit = 1 << 20
    private static let unknown = UInt32.max

    private let importer: Importer
    private var names = NameTable(limit: 1 << 16)
    /// The store's number of each place, where it has one.
    private var numbers: [UInt32] = []
    private var isDefined: [Bool] = []
    private var types: [String: TypeID] = [:]
    private var lastType = LastName()
    private var nodes: [NewNode] = []
    private var places: [UInt32] = []
    private var edges: PlacedEdges
    private var properties: [(edge: PlacedEdge, properties: [Property])] = []
    /// How many of them waited for their ends when edges were last stored.
    private var early = 0

    init(_ importer: Importer) {
        self.importer = importer
        edges = PlacedEdges(importer)
    }

    /// The place of the node that the file calls `name`.
    mutating func place(_ name: UnsafeBufferPointer<UInt8>, at location: some Located) throws(IngestError) -> Int {
        let place = try names.number(of: name, in: location)
        if place == isDefined.count {
            isDefined.append(false)
            numbers.append(Self.unknown)
        }
        return place
    }

    /// The place of the node that the file calls `name`.
    mutating func place(_ name: String, at location: some Located) throws(IngestError) -> Int {
        var name = name
        return try name.withUTF8 { bytes in
            Result { () throws(IngestError) in try place(bytes, at: location) }
        }.get()
    }

    /// Whether the file has said what node the place is.
    func isDefined(_ place: Int) -> Bool { isDefined[place] }

    /// Says what node a place is; said again, labels and properties add up.
    ///
    /// A default label is for a node that is new to the store and has no other.
    mutating func define(
        _ place: Int, _ name: NodeName, label: String? = nil, defaultLabel: String? = nil, properties: [Property] = [],
        at location: some Located
    ) throws(IngestError) {
        if name.key.isEmpty { throw location.malformed(.emptyField("key")) }
        if max(name.type.utf8.count, name.key.utf8.count) > NameTable.nameLimit {
            throw location.malformed(.longName(limit: NameTable.nameLimit))
        }
        if name.type.isEmpty { throw location.malformed(.emptyField("type")) }
        try append(place, name, label: label, defaultLabel: defaultLabel, properties: properties)
        if nodes.count >= Self.limit { try storeNodes() }
    }

    /// Defines a node by its name as `type:key`; false, and nothing is done, where the name is not as simple as that.
    mutating func define(
        _ name: UnsafeBufferPointer<UInt8>, label: String?, at location: some Located
    ) throws(IngestError) -> Bool {
        guard let colon = Self.colon(of: name), name.count - colon - 1 <= NameTable.nameLimit else { return false }
        let place = try place(name, at: location)
        try append(place, name, colon: colon, label: label)
        if nodes.count >= Self.limit { try storeNodes() }
        return true
    }

    /// The place of a node, which is defined with it where it has not been before.
    mutating func node(_ name: NodeName, label: String?, at location: some Located) throws(IngestError) -> Int {
        let place = try place(name.text, at: location)
        if !isDefined[place] { try define(place, name, label: label, at: location) }
        return place
    }

    /// Adds an edge between two places.
    mutating func join(
        _ head: Int, _ relation: RelationID, _ tail: Int, weight: Float? = nil, properties: [Property] = []
    ) throws(IngestError) {
        let edge = PlacedEdge(head: UInt32(head), tail: UInt32(tail), relation: relation)
        try edges.append(edge, weight: weight ?? .nan)
        guard !properties.isEmpty else { return }
        self.properties.append((edge, properties))
        if self.properties.count >= max(Self.limit, 2 * early) { try storeEdges() }
    }

    /// Adds an edge of the relation called `relation`.
    mutating func join(_ head: Int, _ relation: String, _ tail: Int) throws(IngestError) {
        try join(head, importer.relation(relation), tail)
    }

    /// Stores what is left; nodes that edges alone name are what `undefined` says of their names.
    mutating func finish(undefined: (String) -> NodeName = { NodeName(type: NodeName.untyped, key: $0) })
        throws(IngestError)
    {
        importer.beginStoring()
        for place in isDefined.indices where !isDefined[place] {
            let name = undefined(names[place])
            try append(place, name, defaultLabel: importer.defaultLabel(name))
        }
        try storeNodes()
        try importer.load(count: edges.count) { add throws(StoreError) in try edges.take(numbers, add) }
        try storeProperties()
    }

    /// Stores what is left; nodes that edges alone name are called `type:key`.
    mutating func finishTyped() throws(IngestError) {
        let names = names
        var last: (type: TypeID, isCalledByKey: Bool)?
        for place in isDefined.indices where !isDefined[place] {
            let isDone = try names.withBytes(of: place) { name in
                Result { () throws(IngestError) in
                    guard let colon = Self.colon(of: name) else { return false }
                    try append(place, name, colon: colon, label: nil)
                    return true
                }
            }.get()
            guard isDone, let node = nodes.last else { continue }
            if last?.type != node.type { last = (node.type, importer.writer.isCalledByKey(node.type)) }
            if last?.isCalledByKey == true { nodes[nodes.count - 1].defaultLabel = node.key }
        }
        try finish { NodeName($0) }
    }

    /// The colon between the type and the key of a name without escapes; nil where one of the three is missing.
    private static func colon(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let colon = name.firstIndex(of: 0x3A), colon > 0, colon + 1 < name.count, !name.contains(0x5C) else {
            return nil
        }
        return colon
    }

    private mutating func append(
        _ place: Int, _ name: UnsafeBufferPointer<UInt8>, colon: Int, label: String?
    ) throws(IngestError) {
        let typeName = UnsafeBufferPointer(rebasing: name[..<colon])
        if !lastType.matches(typeName) {
            lastType.keep(typeName, as: Int(try importer.type(String(decoding: typeName, as: UTF8.self)).rawValue))
        }
        append(
            place,
            NewNode(
                type: TypeID(rawValue: UInt16(lastType.number)),
                key: String(decoding: UnsafeBufferPointer(rebasing: name[(colon + 1)...]), as: UTF8.self), label: label)
        )
    }

    private mutating func append(
        _ place: Int, _ name: NodeName, label: String? = nil, defaultLabel: String?, properties: [Property] = []
    ) throws(IngestError) {
        let type: TypeID
        if let known = types[name.type] { type = known } else { type = try importer.type(name.type) }
        types[name.type] = type
        append(
            place,
            NewNode(type: type, key: name.key, label: label, defaultLabel: defaultLabel, properties: properties))
    }

    private mutating func append(_ place: Int, _ node: NewNode) {
        nodes.append(node)
        places.append(UInt32(place))
        isDefined[place] = true
    }

    private mutating func storeNodes() throws(IngestError) {
        let ids = try importer.stored { () throws(StoreError) in try importer.writer.add(nodes) }
        for (place, id) in zip(places, ids) { numbers[Int(place)] = id.rawValue }
        nodes.removeAll()
        places.removeAll()
    }

    /// Stores the edges both of whose ends are known, and keeps the others.
    private mutating func storeEdges() throws(IngestError) {
        try storeNodes()
        try importer.stored { () throws(StoreError) in
            _ = try importer.writer.load(count: edges.count) { add throws(StoreError) in
                try edges.take(numbers, add)
            }
        }
        try storeProperties()
    }

    /// Stores the properties of edges that are in the store, and keeps the others.
    private mutating func storeProperties() throws(IngestError) {
        var ready: [(triple: Triple, properties: [Property])] = []
        var early: [(edge: PlacedEdge, properties: [Property])] = []
        for entry in properties {
            guard let triple = entry.edge.triple(numbers) else {
                early.append(entry)
                continue
            }
            ready.append((triple, entry.properties))
        }
        (properties, self.early) = (early, early.count)
        _ = try importer.stored { () throws(StoreError) in try importer.writer.set(ready) }
    }
}

extension Importer {
    func type(_ name: String) throws(IngestError) -> TypeID {
        try stored { () throws(StoreError) in try writer.type(named: name) }
    }

    func relation(_ name: String) throws(IngestError) -> RelationID {
        try stored { () throws(StoreError) in try writer.relation(named: name) }
    }

    /// The label of a node that a file says nothing of.
    func defaultLabel(_ name: NodeName) throws(IngestError) -> String? {
        writer.defaultLabel(type: try type(name.type), key: name.key)
    }
}

extension StoreReader {
    /// What a node without a label of its own is called: its key, if that means anything.
    package func defaultLabel(type: TypeID, key: String) -> String? {
        isCalledByKey(type) ? key : nil
    }

    /// Whether keys of a type mean something to people: those of users and songs do not.
    fileprivate func isCalledByKey(_ type: TypeID) -> Bool {
        !["user", "song"].contains(vocabulary[type].name.lowercased())
    }
}
