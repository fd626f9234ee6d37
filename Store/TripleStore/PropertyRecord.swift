import Graph
import LMDB

// Properties as they lie in the records of nodes and edges (`FORMAT.md`).

extension [Property] {
    /// Takes in properties, each in place of one of its name; all are then in the order of their names.
    mutating func merge(_ more: [Property]) {
        guard !more.isEmpty else { return }
        if isEmpty, more.count == 1 { return self = more }
        append(contentsOf: more)
        var merged: [Property] = []
        merged.reserveCapacity(count)
        for place in indices.sorted(by: { (self[$0].name, $0) < (self[$1].name, $1) }) {
            if merged.last?.name == self[place].name { merged.removeLast() }
            merged.append(self[place])
        }
        self = merged
    }

    /// Those of a name that `others` have not.
    func named(unlike others: [Property]) -> [Property] {
        guard !others.isEmpty else { return self }
        let names = Set(others.map(\.name))
        return filter { !names.contains($0.name) }
    }
}

extension [UInt8] {
    /// Appends properties after their count.
    mutating func append(properties: [Property]) {
        append(count: properties.count)
        for property in properties {
            append(text: property.name)
            append(value: property.value)
        }
    }

    private mutating func append(value: PropertyValue) {
        switch value {
        case .string(let text):
            append(0)
            append(text: text)
        case .integer(let number):
            append(1)
            append(little: UInt64(bitPattern: number))
        case .number(let number):
            append(2)
            append(little: number.bitPattern)
        case .truth(let truth):
            append(truth ? 4 : 3)
        }
    }
}

extension Span<UInt8> {
    /// The next properties, which follow their count.
    func properties(_ position: inout RecordPosition) throws(LMDBError) -> [Property] {
        var properties: [Property] = []
        for _ in 0..<(try count(&position)) {
            properties.append(Property(try text(&position), try propertyValue(&position)))
        }
        return properties
    }

    private func propertyValue(_ position: inout RecordPosition) throws(LMDBError) -> PropertyValue {
        switch try little(&position, as: UInt8.self) {
        case 0: .string(try text(&position))
        case 1: .integer(Int64(bitPattern: try little(&position)))
        case 2: .number(Double(bitPattern: try little(&position)))
        case 3: .truth(false)
        case 4: .truth(true)
        case let tag: throw .corrupted("a property of kind \(tag)")
        }
    }
}
