/// A row-major matrix of 32-bit floats, shared by reference.
///
/// Layers hold matrices and hand them to kernels. It may cross threads: whoever shares one keeps writers apart, row by
/// row or phase by phase (`Team.Member.barrier()`), as one does with a buffer in C.
public final class Matrix: @unchecked Sendable {
    /// How many rows it has.
    public let rows: Int
    /// How many floats a row has.
    public let columns: Int
    /// The first row's first float, on a line of the cache.
    let base: UnsafeMutablePointer<Float>

    /// A matrix of zeros. `[rows, columns]`
    public init(rows: Int, columns: Int) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative side")
        (self.rows, self.columns) = (rows, columns)
        let bytes = Swift.max(rows * columns, 1) * MemoryLayout<Float>.stride
        base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
            .bindMemory(to: Float.self, capacity: Swift.max(rows * columns, 1))
        base.initialize(repeating: 0, count: rows * columns)
    }

    /// A matrix of these values, row after row. `[rows, columns]`
    public convenience init(rows: Int, columns: Int, values: [Float]) {
        precondition(values.count == rows * columns, "\(values.count) values do not fill [\(rows), \(columns)]")
        self.init(rows: rows, columns: columns)
        values.withUnsafeBufferPointer { if let first = $0.baseAddress { base.update(from: first, count: $0.count) } }
    }

    deinit { base.deallocate() }

    /// How many floats it has.
    public var count: Int { rows * columns }

    /// The value at a row and column.
    public subscript(row: Int, column: Int) -> Float {
        get { base[place(row, column)] }
        set { base[place(row, column)] = newValue }
    }

    /// The values, row after row.
    public var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// The values of one row.
    public func row(_ row: Int) -> [Float] {
        precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
        return Array(UnsafeBufferPointer(start: base + row * columns, count: columns))
    }

    /// Calls `body` with the values, row after row.
    public func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: base, count: count).span)
    }

    /// Calls `body` with the values, row after row, to be changed in place.
    public func withMutableSpan<Result: ~Copyable, Failure: Error>(
        _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var span = UnsafeMutableBufferPointer(start: base, count: count).mutableSpan
        return try body(&span)
    }

    private func place(_ row: Int, _ column: Int) -> Int {
        precondition(row >= 0 && row < rows && column >= 0 && column < columns, "[\(row), \(column)] is outside")
        return row * columns + column
    }
}

extension Matrix {
    /// A matrix of its own with the same values.
    public func copy() -> Matrix {
        let twin = Matrix(rows: rows, columns: columns)
        twin.base.update(from: base, count: count)
        return twin
    }

    /// Takes over the values of a matrix of the same shape.
    public func set(_ other: Matrix) {
        precondition(rows == other.rows && columns == other.columns, "shapes differ")
        base.update(from: other.base, count: count)
    }

    /// Makes every value `value`.
    public func fill(_ value: Float) { base.update(repeating: value, count: count) }
}
