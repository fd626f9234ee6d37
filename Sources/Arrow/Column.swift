/// A column of a batch: its values in one array, and which of them are null.
package struct Column: Sendable, Equatable {
    /// Its name; that of a list's elements is the format's own affair.
    package let name: String
    /// A value for each row; a null's is zero or empty.
    package let values: Values
    /// Which rows are null; nil where none is.
    package let isNull: [Bool]?

    /// A column of these values, where `isNull` has as many entries as there are values, and lists have offsets that ascend
    /// within their elements.
    package init(_ name: String, _ values: Values, isNull: [Bool]? = nil) {
        precondition(isNull.map { $0.count == values.count } ?? true, "as many marks of nulls as values")
        precondition(values.areOffsetsSound, "offsets that ascend within the elements")
        self.name = name
        self.values = values
        self.isNull = isNull.flatMap { $0.contains(true) ? $0 : nil }
    }

    /// The number of rows.
    package var count: Int { values.count }
}

/// The values of a column, by its type.
package enum Values: Sendable, Equatable {
    case truths([Bool])
    case int8([Int8])
    case int16([Int16])
    case int32([Int32])
    case int64([Int64])
    case float([Float])
    case double([Double])
    case texts([String])
    case bytes([[UInt8]])
    /// Row `i` is `elements` from `offsets[i]` to before `offsets[i + 1]`; there is one offset more than rows.
    indirect case lists(offsets: [Int32], elements: Column)

    /// The number of them.
    package var count: Int {
        switch self {
        case .truths(let values): values.count
        case .int8(let values): values.count
        case .int16(let values): values.count
        case .int32(let values): values.count
        case .int64(let values): values.count
        case .float(let values): values.count
        case .double(let values): values.count
        case .texts(let values): values.count
        case .bytes(let values): values.count
        case .lists(let offsets, _): max(0, offsets.count - 1)
        }
    }

    /// Whether lists have offsets that ascend within their elements.
    fileprivate var areOffsetsSound: Bool {
        guard case .lists(let offsets, let elements) = self else { return true }
        guard let first = offsets.first, let last = offsets.last, first >= 0, last <= elements.count else {
            return false
        }
        var isAscending = true
        for row in 1..<offsets.count { isAscending = isAscending && offsets[row - 1] <= offsets[row] }
        return isAscending
    }

    /// The type, as the format calls it.
    package var typeName: String {
        switch self {
        case .truths: Bool.typeName
        case .int8: Int8.typeName
        case .int16: Int16.typeName
        case .int32: Int32.typeName
        case .int64: Int64.typeName
        case .float: Float.typeName
        case .double: Double.typeName
        case .texts: String.typeName
        case .bytes: [UInt8].typeName
        case .lists(_, let elements): "List<\(elements.values.typeName)>"
        }
    }
}
