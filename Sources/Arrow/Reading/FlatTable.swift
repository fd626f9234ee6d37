/// A table of a message's metadata, which is a Flatbuffer ("FlatBuffers Internals"): a table points back to its vtable, a
/// vtable says where in the table each field (by its number in the schema) lies, and what is no scalar lies further on.
///
/// Each place is checked to lie in the metadata, and offsets only lead forward, so that nothing goes round in circles.
struct FlatTable {
    private let bytes: [UInt8]
    /// The metadata's place in `bytes`.
    private let room: Range<Int>
    private let start: Int
    private let vtable: Int
    private let vtableSize: Int

    /// The table that the metadata in `room` begins with.
    init(rootOf bytes: [UInt8], in room: Range<Int>) throws(ArrowError) {
        let offset = try Self.number(UInt32.self, bytes, room, at: room.lowerBound)
        try self.init(bytes, room, at: room.lowerBound + Int(offset))
    }

    private init(_ bytes: [UInt8], _ room: Range<Int>, at start: Int) throws(ArrowError) {
        (self.bytes, self.room, self.start) = (bytes, room, start)
        vtable = start - Int(try Self.number(Int32.self, bytes, room, at: start))
        vtableSize = Int(try Self.number(UInt16.self, bytes, room, at: vtable))
    }

    /// What says that the metadata contradicts itself.
    var flaw: ArrowError { .malformed(.metadata, at: room.lowerBound) }

    /// The number of bytes of the metadata.
    var size: Int { room.count }

    /// The scalar in a field; `nil` where it is left out, so that it has its default.
    func scalar<T: FixedWidthInteger>(_ field: Int, as type: T.Type = T.self) throws(ArrowError) -> T? {
        guard let place = try place(of: field) else { return nil }
        return try number(type, at: place)
    }

    /// The table in a field.
    func table(_ field: Int) throws(ArrowError) -> FlatTable? {
        guard let place = try target(of: field) else { return nil }
        return try FlatTable(bytes, room, at: place)
    }

    /// The text in a field.
    func text(_ field: Int) throws(ArrowError) -> String? {
        guard let (place, count) = try vector(field, width: 1) else { return nil }
        let span = bytes.span.extracting(place..<place + count)
        do { return String(copying: try UTF8Span(validating: span)) } catch {
            throw .malformed(.text, at: room.lowerBound)
        }
    }

    /// The tables of a vector in a field.
    func tables(_ field: Int) throws(ArrowError) -> [FlatTable] {
        guard let (place, count) = try vector(field, width: 4) else { return [] }
        var tables: [FlatTable] = []
        for number in 0..<count { tables.append(try FlatTable(bytes, room, at: target(at: place + 4 * number))) }
        return tables
    }

    /// The table of a vector in a field that must have one alone.
    func onlyTable(_ field: Int) throws(ArrowError) -> FlatTable {
        guard let (place, count) = try vector(field, width: 4), count == 1 else { throw flaw }
        return try FlatTable(bytes, room, at: target(at: place))
    }

    /// The structs of two 64-bit numbers each of a vector in a field.
    func pairs(_ field: Int) throws(ArrowError) -> [(Int64, Int64)] {
        guard let (place, count) = try vector(field, width: 16) else { return [] }
        var pairs: [(Int64, Int64)] = []
        for start in stride(from: place, to: place + 16 * count, by: 16) {
            pairs.append((try number(Int64.self, at: start), try number(Int64.self, at: start + 8)))
        }
        return pairs
    }

    /// Whether a field is there.
    func has(_ field: Int) throws(ArrowError) -> Bool { try place(of: field) != nil }

    private func place(of field: Int) throws(ArrowError) -> Int? {
        let entry = 4 + 2 * field
        guard entry + 2 <= vtableSize else { return nil }
        let offset = try number(UInt16.self, at: vtable + entry)
        return offset == 0 ? nil : start + Int(offset)
    }

    private func target(of field: Int) throws(ArrowError) -> Int? {
        guard let place = try place(of: field) else { return nil }
        return try target(at: place)
    }

    private func target(at place: Int) throws(ArrowError) -> Int {
        let offset = try number(UInt32.self, at: place)
        guard offset > 0 else { throw flaw }
        return place + Int(offset)
    }

    /// Where the elements of the vector in a field begin, and how many there are; all of them lie in the metadata.
    private func vector(_ field: Int, width: Int) throws(ArrowError) -> (place: Int, count: Int)? {
        guard let place = try target(of: field) else { return nil }
        let count = Int(try number(UInt32.self, at: place))
        guard place + 4 + count * width <= room.upperBound else { throw flaw }
        return (place + 4, count)
    }

    private func number<T: FixedWidthInteger>(_ type: T.Type, at place: Int) throws(ArrowError) -> T {
        try Self.number(type, bytes, room, at: place)
    }

    private static func number<T: FixedWidthInteger>(
        _ type: T.Type, _ bytes: [UInt8], _ room: Range<Int>, at place: Int
    ) throws(ArrowError) -> T {
        let width = T.bitWidth / 8
        guard place >= room.lowerBound, place + width <= room.upperBound else {
            throw .malformed(.metadata, at: room.lowerBound)
        }
        return bytes.span.extracting(place..<place + width).number(type, 0)
    }
}
