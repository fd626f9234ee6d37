extension Values {
    /// Makes the values under nulls zero or empty, which may be anything in a stream; a null list keeps its elements.
    mutating func clear(_ isNull: [Bool]) {
        switch self {
        case .truths(let values): self = .truths(Self.cleared(values, isNull, false))
        case .int8(let values): self = .int8(Self.cleared(values, isNull, 0))
        case .int16(let values): self = .int16(Self.cleared(values, isNull, 0))
        case .int32(let values): self = .int32(Self.cleared(values, isNull, 0))
        case .int64(let values): self = .int64(Self.cleared(values, isNull, 0))
        case .float(let values): self = .float(Self.cleared(values, isNull, 0))
        case .double(let values): self = .double(Self.cleared(values, isNull, 0))
        case .texts: break
        case .bytes(let values): self = .bytes(Self.cleared(values, isNull, []))
        case .lists: break
        }
    }

    private static func cleared<T>(_ values: [T], _ isNull: [Bool], _ empty: T) -> [T] {
        var cleared = values
        for row in isNull.indices where isNull[row] { cleared[row] = empty }
        return cleared
    }
}
