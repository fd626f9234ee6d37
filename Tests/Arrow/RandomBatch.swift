import Arrow
import TestSupport

extension SeededGenerator {
    /// A batch of up to 40 rows and columns of any types, with nulls and without.
    mutating func batch() -> RecordBatch {
        let rows = once(in: 8) ? 0 : below(40)
        return RecordBatch(rowCount: rows, columns: (0..<below(8)).map { column("c\($0) \(text())", rows, lists: 2) })
    }

    private mutating func column(_ name: String, _ rows: Int, lists: Int) -> Column {
        let hasNulls = once(in: 2)
        let isNull = (0..<rows).map { _ in hasNulls && once(in: 3) }
        let values =
            switch below(lists > 0 ? 10 : 9) {
            case 0: Values.truths(isNull.map { !$0 && once(in: 2) })
            case 1: Values.int8(isNull.map { $0 ? 0 : Int8(truncatingIfNeeded: next()) })
            case 2: Values.int16(isNull.map { $0 ? 0 : Int16(truncatingIfNeeded: next()) })
            case 3: Values.int32(isNull.map { $0 ? 0 : Int32(truncatingIfNeeded: next()) })
            case 4: Values.int64(isNull.map { $0 ? 0 : Int64(truncatingIfNeeded: next()) })
            case 5: Values.float(isNull.map { $0 ? 0 : Float(Int16(truncatingIfNeeded: next())) / 7 })
            case 6: Values.double(isNull.map { $0 ? 0 : Double(Int64(truncatingIfNeeded: next())) / 7 })
            case 7: Values.texts(isNull.map { $0 ? "" : text() })
            case 8: Values.bytes(isNull.map { $0 ? [] : Array(text().utf16.map { UInt8(truncatingIfNeeded: $0) }) })
            default: self.lists(rows, lists)
            }
        return Column(name, values, isNull: isNull)
    }

    /// Lists whose first may begin behind the first element, and whose last may end before the last.
    private mutating func lists(_ rows: Int, _ levels: Int) -> Values {
        var offsets = [rows == 0 ? 0 : Int32(below(2))]
        for _ in 0..<rows { offsets.append(offsets.last! + Int32(below(4))) }
        let count = Int(offsets.last!) + below(2)
        return .lists(offsets: offsets, elements: column("element", count, lists: levels - 1))
    }

    /// A text of up to 19 scalars, of which some are wide.
    private mutating func text() -> String {
        let scalars: [Unicode.Scalar] = ["a", "b", " ", "\0", "é", "ß", "日", "\u{301}", "🎸", "\u{10FFFF}", "z"]
        return String(String.UnicodeScalarView((0..<below(20)).map { _ in scalars[below(scalars.count)] }))
    }
}
