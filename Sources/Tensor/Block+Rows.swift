import CKernels

extension Block {
    /// Becomes the rows of `table` [any, columns] at `ids`, one for each of its own rows.
    public func gather(_ table: Matrix, at ids: ArraySlice<Int32>) {
        precondition(ids.count == rows && table.columns == columns, "a gather of another shape")
        precondition(ids.allSatisfy { $0 >= 0 && $0 < table.rows }, "a row outside the table")
        ids.withUnsafeBufferPointer { segue_gather(table.base, columns, $0.baseAddress, rows, base, stride) }
    }

    /// Adds up its rows by slot: `sums[slots[i]] += self[i]`, rows with a negative slot left out.
    ///
    /// Slots count up from 0 in order of first use; `sums` [at least the slots used, columns] needs no clearing.
    public func sumRows(bySlot slots: ArraySlice<Int32>, into sums: Matrix) {
        precondition(slots.count == rows && sums.columns == columns, "sums of another shape")
        precondition(slots.allSatisfy { $0 < sums.rows }, "a slot outside the sums")
        slots.withUnsafeBufferPointer { segue_gather_sums(base, stride, columns, $0.baseAddress, rows, sums.base) }
    }
}
