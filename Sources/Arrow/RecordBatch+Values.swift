/// Columns by their names as arrays: `try batch.int32s("id")`. There is an error where the column is missing or of another
/// type, and, but for the `optional` ones, where a value is null.
extension RecordBatch {
    package func truths(_ name: String) throws(ArrowError) -> [Bool] { try column(name).all() }
    package func int8s(_ name: String) throws(ArrowError) -> [Int8] { try column(name).all() }
    package func int16s(_ name: String) throws(ArrowError) -> [Int16] { try column(name).all() }
    package func int32s(_ name: String) throws(ArrowError) -> [Int32] { try column(name).all() }
    package func int64s(_ name: String) throws(ArrowError) -> [Int64] { try column(name).all() }
    package func floats(_ name: String) throws(ArrowError) -> [Float] { try column(name).all() }
    package func doubles(_ name: String) throws(ArrowError) -> [Double] { try column(name).all() }
    package func texts(_ name: String) throws(ArrowError) -> [String] { try column(name).all() }
    package func bytes(_ name: String) throws(ArrowError) -> [[UInt8]] { try column(name).all() }

    package func optionalTruths(_ name: String) throws(ArrowError) -> [Bool?] { try column(name).optional() }
    package func optionalInt8s(_ name: String) throws(ArrowError) -> [Int8?] { try column(name).optional() }
    package func optionalInt16s(_ name: String) throws(ArrowError) -> [Int16?] { try column(name).optional() }
    package func optionalInt32s(_ name: String) throws(ArrowError) -> [Int32?] { try column(name).optional() }
    package func optionalInt64s(_ name: String) throws(ArrowError) -> [Int64?] { try column(name).optional() }
    package func optionalFloats(_ name: String) throws(ArrowError) -> [Float?] { try column(name).optional() }
    package func optionalDoubles(_ name: String) throws(ArrowError) -> [Double?] { try column(name).optional() }
    package func optionalTexts(_ name: String) throws(ArrowError) -> [String?] { try column(name).optional() }
    package func optionalBytes(_ name: String) throws(ArrowError) -> [[UInt8]?] { try column(name).optional() }

    /// Integers of whatever width the column has.
    package func integers(_ name: String) throws(ArrowError) -> [Int] { try column(name).integers() }

    /// Lists of such elements, of which none is null.
    package func lists<T: ColumnElement>(_ name: String, of type: T.Type) throws(ArrowError) -> [[T]] {
        try column(name).lists(of: type)
    }

    /// Lists of such elements, of which none is null; nil for a null list.
    package func optionalLists<T: ColumnElement>(_ name: String, of type: T.Type) throws(ArrowError) -> [[T]?] {
        try column(name).optionalLists(of: type)
    }
}
