import Graph
import LMDB

extension StoreWriter {
    /// The type called `name` in any case of letters, made where there is none.
    public func type(named name: String) throws(StoreError) -> TypeID {
        let known = typeNumbers.number(of: name, among: vocabulary.types.count) { vocabulary.types[$0].name }
        if let known { return TypeID(rawValue: UInt16(known)) }
        try checkLength(of: name)
        let limit = Int(UInt16.max)
        guard vocabulary.types.count < limit else { throw .tooMany(.types, limit: limit) }
        vocabulary.types.append(.init(name: name, count: 0))
        return TypeID(rawValue: UInt16(vocabulary.types.count - 1))
    }

    /// The relation called `name` in any case of letters, made where there is none.
    public func relation(named name: String) throws(StoreError) -> RelationID {
        let known = relationNumbers.number(of: name, among: vocabulary.relations.count) {
            vocabulary.relations[$0].name
        }
        if let known { return RelationID(rawValue: UInt16(known)) }
        try checkLength(of: name)
        let limit = 1 << 15
        guard vocabulary.relations.count < limit else { throw .tooMany(.relations, limit: limit) }
        vocabulary.relations.append(.init(name: name, weightName: Vocabulary.weightName(of: name), count: 0))
        return RelationID(rawValue: UInt16(vocabulary.relations.count - 1))
    }

    /// The names of types, relations and properties are in memory with every reader: they are as short as keys.
    private func checkLength(of name: String) throws(StoreError) {
        guard TextKey.fits(name) else { throw .keyTooLong(limit: TextKey.nodeKeyLimit) }
    }

    /// Counts `count` edges more, or fewer where it is negative.
    func count(_ count: Int, edgesOf pattern: Vocabulary.Pattern) throws(StoreError) {
        let (total, ofPattern) = (
            vocabulary[pattern.relation].count + count, vocabulary.patterns[pattern, default: 0] + count
        )
        guard total >= 0, ofPattern >= 0 else { throw .corrupt("the count of relation \(pattern.relation.rawValue)") }
        vocabulary.relations[Int(pattern.relation.rawValue)].count = total
        vocabulary.patterns[pattern] = ofPattern == 0 ? nil : ofPattern
    }

    /// Counts `count` different heads or tails of a relation's edges more, or fewer where it is negative.
    func count(_ count: Int, endsOf relation: RelationID, areTails: Bool) throws(StoreError) {
        let place = Int(relation.rawValue)
        if areTails { vocabulary.relations[place].tails += count } else { vocabulary.relations[place].heads += count }
        let entry = vocabulary.relations[place]
        guard entry.heads >= 0, entry.tails >= 0 else { throw .corrupt("the ends of relation \(place)") }
    }

    /// Counts nodes or edges more that have each of `properties`, or fewer where the number is negative.
    func count(_ properties: [Property], nodes: Int = 0, edges: Int = 0) throws(StoreError) {
        try addNames(of: properties)
        var hasEmptyEntry = false
        for property in properties {
            let place = vocabulary.properties.partitioningIndex { $0.name >= property.name }
            vocabulary.properties[place].nodes += nodes
            vocabulary.properties[place].edges += edges
            let entry = vocabulary.properties[place]
            guard entry.nodes >= 0, entry.edges >= 0 else { throw .corrupt("the count of property \(entry.name)") }
            if entry.nodes == 0, entry.edges == 0 { hasEmptyEntry = true }
        }
        if hasEmptyEntry { vocabulary.properties.removeAll { $0.nodes == 0 && $0.edges == 0 } }
    }

    /// Makes the entries that are not there yet, each name of `properties` standing once.
    private func addNames(of properties: [Property]) throws(StoreError) {
        let known = vocabulary.properties
        let new = properties.filter { property in
            let place = known.partitioningIndex { $0.name >= property.name }
            return place == known.count || known[place].name != property.name
        }
        guard !new.isEmpty else { return }
        let limit = Int(UInt16.max)
        for property in new { try checkLength(of: property.name) }
        guard known.count + new.count <= limit else { throw .tooMany(.propertyNames, limit: limit) }
        vocabulary.properties += new.map { .init(name: $0.name) }
        vocabulary.properties.sort { $0.name < $1.name }
    }

    /// Counts `count` nodes more, or fewer where it is negative.
    func count(_ count: Int, nodesOf type: TypeID) throws(StoreError) {
        let total = vocabulary[type].count + count
        guard total >= 0 else { throw .corrupt("the count of type \(type.rawValue)") }
        vocabulary.types[Int(type.rawValue)].count = total
    }
}

extension [Vocabulary.PropertyEntry] {
    /// The first place from which on `isPast` holds; it must hold for all later ones.
    fileprivate func partitioningIndex(_ isPast: (Element) -> Bool) -> Int {
        var places = indices
        while let middle = places.isEmpty ? nil : (places.lowerBound + places.upperBound) / 2 {
            places = isPast(self[middle]) ? places.lowerBound..<middle : middle + 1..<places.upperBound
        }
        return places.lowerBound
    }
}
