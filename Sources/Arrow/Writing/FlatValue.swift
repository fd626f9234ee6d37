/// What a Flatbuffer is written from: a tree of its tables.
indirect enum FlatValue {
    /// The lowest bytes of a number.
    case scalar(UInt64, width: Int)
    case text(String)
    /// Fields by their numbers in the schema.
    case table([Int: FlatValue])
    /// A vector of tables.
    case tables([FlatValue])
    /// A vector of structs of two 64-bit numbers each.
    case pairs([(Int64, Int64)])

    static func bool(_ value: Bool) -> FlatValue { .scalar(value ? 1 : 0, width: 1) }
    static func byte(_ value: UInt8) -> FlatValue { .scalar(UInt64(value), width: 1) }
    static func int16(_ value: Int16) -> FlatValue { .scalar(UInt64(truncatingIfNeeded: value), width: 2) }
    static func int32(_ value: Int32) -> FlatValue { .scalar(UInt64(truncatingIfNeeded: value), width: 4) }
    static func int64(_ value: Int) -> FlatValue { .scalar(UInt64(truncatingIfNeeded: value), width: 8) }

    /// The number of bytes in the table that has it: a scalar itself, or an offset to it.
    var width: Int { if case .scalar(_, let width) = self { width } else { 4 } }
}
