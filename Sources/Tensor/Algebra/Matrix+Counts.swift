extension Matrix {
    /// Adds `weight` to the values of one row in these columns.
    public func add(_ weight: Float, toRow row: Int, columns ids: ArraySlice<Int32>) {
        precondition(row >= 0 && row < rows && ids.allSatisfy { $0 >= 0 && $0 < columns }, "outside the matrix")
        let start = base + row * columns
        for column in ids { start[Int(column)] += weight }
    }
}
