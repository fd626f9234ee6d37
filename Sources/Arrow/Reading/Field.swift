/// A column of a schema (`Schema.fbs`, table `Field`): its name and its type.
struct Field {
    /// The types that are read, as `Schema.fbs` has them in the union `Type`; `wide` ones have 64-bit offsets.
    indirect enum Kind {
        case truth
        case integer(bits: Int32, isSigned: Bool)
        case float, double
        case text(wide: Bool), bytes(wide: Bool)
        case list(Field, wide: Bool)
    }

    let name: String
    let kind: Kind
}

extension Field {
    /// Lists in lists in lists: more than anyone needs.
    static let mostLevels = 32

    /// The names of the union `Type`, from 1.
    private static let typeNames = [
        "Null", "Int", "FloatingPoint", "Binary", "Utf8", "Bool", "Decimal", "Date", "Time", "Timestamp", "Interval",
        "List", "Struct", "Union", "FixedSizeBinary", "FixedSizeList", "Map", "Duration", "LargeBinary", "LargeUtf8",
        "LargeList", "RunEndEncoded", "BinaryView", "Utf8View", "ListView", "LargeListView",
    ]

    /// The columns of a schema message's header.
    static func all(_ schema: FlatTable) throws(ArrowError) -> [Field] {
        if try schema.scalar(0, as: Int16.self) ?? 0 != 0 { throw .unsupported("Big", column: nil) }
        var fields: [Field] = []
        // Names that share their bytes could make a little metadata into much memory; no writer lets them.
        var room = 8 * schema.size
        for table in try schema.tables(1) { fields.append(try Field(table, room: &room)) }
        return fields
    }

    /// The field of a table; its names may have as many bytes as there is room.
    private init(
        _ table: FlatTable, room: inout Int, level: Int = 0, column: String? = nil
    ) throws(ArrowError) {
        name = try table.text(0) ?? ""
        room -= name.utf8.count
        if room < 0 { throw table.flaw }
        let column = column ?? name
        if try table.has(4) { throw .unsupported("Dictionary", column: column) }
        guard let type = try table.table(3) else { throw table.flaw }
        let number = Int(try table.scalar(2, as: UInt8.self) ?? 0)
        switch number {
        case 2: kind = try Self.integer(type, column)
        case 3: kind = try Self.floatingPoint(type, column)
        case 4, 19: kind = .bytes(wide: number == 19)
        case 5, 20: kind = .text(wide: number == 20)
        case 6: kind = .truth
        case 12, 21:
            if level == Self.mostLevels { throw .unsupported("List", column: column) }
            let child = try table.onlyTable(5)
            kind = .list(try Field(child, room: &room, level: level + 1, column: column), wide: number == 21)
        case 1...Self.typeNames.count: throw .unsupported(Self.typeNames[number - 1], column: column)
        case 0: throw table.flaw
        default: throw .unsupported("Type \(number)", column: column)
        }
    }

    private static func integer(_ type: FlatTable, _ column: String) throws(ArrowError) -> Kind {
        let bits = try type.scalar(0, as: Int32.self) ?? 0
        let isSigned = try type.scalar(1, as: UInt8.self) ?? 0 != 0
        guard [8, 16, 32, 64].contains(bits) else { throw type.flaw }
        // There is no wider integer to read these into.
        if bits == 64, !isSigned { throw .unsupported("UInt64", column: column) }
        return .integer(bits: bits, isSigned: isSigned)
    }

    private static func floatingPoint(_ type: FlatTable, _ column: String) throws(ArrowError) -> Kind {
        switch try type.scalar(0, as: Int16.self) ?? 0 {
        case 0: throw .unsupported("Float16", column: column)
        case 1: .float
        case 2: .double
        default: throw type.flaw
        }
    }
}
