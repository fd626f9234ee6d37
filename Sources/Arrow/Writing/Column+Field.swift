extension Column {
    /// Its table in a schema (`Schema.fbs`, table `Field`); a null is allowed in every column, as in a table of Spark's.
    var field: FlatValue {
        let (number, type, children) = values.type
        return .table([
            0: .text(name), 1: .bool(true), 2: .byte(number), 3: .table(type), 5: .tables(children.map(\.field)),
        ])
    }
}

extension RecordBatch {
    /// Whether the columns have the names and types of another's.
    func hasSchema(of other: RecordBatch) -> Bool {
        columns.map(\.name) == other.columns.map(\.name)
            && columns.map(\.values.typeName) == other.columns.map(\.values.typeName)
    }
}

extension Values {
    /// The type's number in the union `Type`, its table there, and the columns that lie within.
    fileprivate var type: (number: UInt8, table: [Int: FlatValue], children: [Column]) {
        switch self {
        case .truths: (6, [:], [])
        case .int8: (2, [0: .int32(8), 1: .bool(true)], [])
        case .int16: (2, [0: .int32(16), 1: .bool(true)], [])
        case .int32: (2, [0: .int32(32), 1: .bool(true)], [])
        case .int64: (2, [0: .int32(64), 1: .bool(true)], [])
        case .float: (3, [0: .int16(1)], [])
        case .double: (3, [0: .int16(2)], [])
        case .texts: (5, [:], [])
        case .bytes: (4, [:], [])
        case .lists(_, let elements): (12, [:], [elements])
        }
    }
}
