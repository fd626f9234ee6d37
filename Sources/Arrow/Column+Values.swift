extension Column {
    /// Every value, where they are of this type and none is null.
    package func all<T: ColumnElement>(_ type: T.Type = T.self) throws(ArrowError) -> [T] {
        let found = try array(type)
        try checkNoneIsNull()
        return found
    }

    /// Every value, where they are of this type; nil for a null.
    package func optional<T: ColumnElement>(_ type: T.Type = T.self) throws(ArrowError) -> [T?] {
        let found = try array(type)
        guard let isNull else { return found }
        return found.indices.map { isNull[$0] ? nil : found[$0] }
    }

    /// Every value, where they are integers of whatever width and none is null.
    package func integers() throws(ArrowError) -> [Int] {
        let integers =
            switch values {
            case .int8(let found): found.map { Int($0) }
            case .int16(let found): found.map { Int($0) }
            case .int32(let found): found.map { Int($0) }
            case .int64(let found): found.map { Int($0) }
            default: throw ArrowError.wrongType(column: name, expected: "Int", found: values.typeName)
            }
        try checkNoneIsNull()
        return integers
    }

    /// Every list, where their elements are of this type and neither a list nor an element is null.
    package func lists<T: ColumnElement>(of type: T.Type) throws(ArrowError) -> [[T]] {
        let (offsets, elements) = try lists(type)
        try checkNoneIsNull()
        let found = try elements.all(type)
        return (0..<count).map { Array(found[Int(offsets[$0])..<Int(offsets[$0 + 1])]) }
    }

    /// Every list, where their elements are of this type and none of those is null; nil for a null list.
    package func optionalLists<T: ColumnElement>(of type: T.Type) throws(ArrowError) -> [[T]?] {
        let (offsets, elements) = try lists(type)
        let found = try elements.all(type)
        return (0..<count).map { row in
            isNull?[row] == true ? nil : Array(found[Int(offsets[row])..<Int(offsets[row + 1])])
        }
    }

    private func array<T: ColumnElement>(_ type: T.Type) throws(ArrowError) -> [T] {
        guard let found = type.array(of: values) else {
            throw .wrongType(column: name, expected: type.typeName, found: values.typeName)
        }
        return found
    }

    /// The offsets and the elements, under the column's own name so that an error names it.
    private func lists<T: ColumnElement>(_ type: T.Type) throws(ArrowError) -> ([Int32], Column) {
        guard case .lists(let offsets, let elements) = values, type.array(of: elements.values) != nil else {
            throw .wrongType(column: name, expected: "List<\(type.typeName)>", found: values.typeName)
        }
        return (offsets, Column(name, elements.values, isNull: elements.isNull))
    }

    private func checkNoneIsNull() throws(ArrowError) {
        if let row = isNull?.firstIndex(of: true) { throw .unexpectedNull(column: name, row: row) }
    }
}
