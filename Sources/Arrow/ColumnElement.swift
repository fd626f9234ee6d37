/// A type whose values make a column.
package protocol ColumnElement: Sendable {
    /// The type, as the format calls it.
    static var typeName: String { get }
    /// The values, where they are of this type.
    static func array(of values: Values) -> [Self]?
}

extension Bool: ColumnElement {
    package static let typeName = "Bool"
    package static func array(of values: Values) -> [Bool]? {
        if case .truths(let array) = values { array } else { nil }
    }
}

extension Int8: ColumnElement {
    package static let typeName = "Int8"
    package static func array(of values: Values) -> [Int8]? { if case .int8(let array) = values { array } else { nil } }
}

extension Int16: ColumnElement {
    package static let typeName = "Int16"
    package static func array(of values: Values) -> [Int16]? {
        if case .int16(let array) = values { array } else { nil }
    }
}

extension Int32: ColumnElement {
    package static let typeName = "Int32"
    package static func array(of values: Values) -> [Int32]? {
        if case .int32(let array) = values { array } else { nil }
    }
}

extension Int64: ColumnElement {
    package static let typeName = "Int64"
    package static func array(of values: Values) -> [Int64]? {
        if case .int64(let array) = values { array } else { nil }
    }
}

extension Float: ColumnElement {
    package static let typeName = "Float32"
    package static func array(of values: Values) -> [Float]? {
        if case .float(let array) = values { array } else { nil }
    }
}

extension Double: ColumnElement {
    package static let typeName = "Float64"
    package static func array(of values: Values) -> [Double]? {
        if case .double(let array) = values { array } else { nil }
    }
}

extension String: ColumnElement {
    package static let typeName = "Utf8"
    package static func array(of values: Values) -> [String]? {
        if case .texts(let array) = values { array } else { nil }
    }
}

extension [UInt8]: ColumnElement {
    package static let typeName = "Binary"
    package static func array(of values: Values) -> [[UInt8]]? {
        if case .bytes(let array) = values { array } else { nil }
    }
}
