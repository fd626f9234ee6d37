import CKernels

/// The settings of Adam, by PyTorch's names and defaults.
public struct AdamSettings: Sendable, Equatable {
    /// The learning rate.
    public var rate: Double
    /// How much of the gradient's mean is kept at each step.
    public var beta1 = 0.9
    /// How much of the squared gradient's mean is kept at each step.
    public var beta2 = 0.999
    /// What keeps the division from zero.
    public var epsilon = 1e-8

    /// PyTorch's settings at this learning rate.
    public init(rate: Double = 0.001) { self.rate = rate }

    var raw: segue_adam_settings { .init(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon) }
}

/// The running means that Adam keeps for one matrix.
///
/// Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; the arithmetic is PyTorch's.
public struct AdamMoments: Sendable {
    /// The mean of the gradient. [as the values]
    public let first: Matrix
    /// The mean of the squared gradient. [as the values]
    public let second: Matrix

    /// The moments before the first step, of values shaped like `values`.
    public init(for values: Matrix) {
        first = Matrix(rows: values.rows, columns: values.columns)
        second = Matrix(rows: values.rows, columns: values.columns)
    }

    /// Takes step number `step`, counted from 1, on all of `values`, whose gradient is `gradient`.
    public func step(_ values: Matrix, gradient: Matrix, number step: Int, settings: AdamSettings) {
        self.step(values, rows: 0..<values.rows, gradient: gradient, number: step, settings: settings)
    }

    /// Takes the step on these rows only, so that threads can share the rows out.
    public func step(_ values: Matrix, rows: Range<Int>, gradient: Matrix, number step: Int, settings: AdamSettings) {
        precondition(values.count == gradient.count && values.count == first.count, "shapes differ")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= values.rows, "rows outside the matrix")
        var raw = settings.raw
        let start = rows.lowerBound * values.columns
        segue_adam_step(
            values.base + start, first.base + start, second.base + start, gradient.base + start,
            rows.count * values.columns, step, &raw)
    }
}

/// Dense Adam for a table of which each step reads few rows.
///
/// PyTorch's dense Adam moves all rows at all steps. Here a row waits until it is next read and then takes all the
/// steps that it missed at once, to within rounding of float32 (`Adam.c` has the sum), so that a step costs only the
/// rows of its batch. Each thread keeps to rows of its own.
public struct AdamRows: Sendable {
    /// The table's moments.
    public let moments: AdamMoments
    /// The last step that each row has taken, one number a row.
    private let seen: RowSteps

    /// The state before the first step.
    public init(for table: Matrix) {
        moments = AdamMoments(for: table)
        seen = RowSteps(count: table.rows)
    }

    /// Lets `rows` take all the steps up to number `step` that they missed.
    public func catchUp(
        _ table: Matrix, rows: ArraySlice<Int32>, to step: Int, gaps: AdamGaps, settings: AdamSettings
    ) {
        expect(rows, of: table)
        precondition(gaps.step == step, "gaps made for step \(gaps.step), not \(step)")
        var raw = settings.raw
        rows.withUnsafeBufferPointer { rows in
            gaps.table.withUnsafeBufferPointer { gaps in
                segue_adam_catch_up(
                    table.base, moments.first.base, moments.second.base, table.columns, rows.baseAddress, rows.count,
                    seen.base, step, gaps.baseAddress, gaps.count, &raw)
            }
        }
    }

    /// Takes step number `step` on `rows`, all caught up to the step before; `gradient` [rows, columns] has theirs.
    public func step(
        _ table: Matrix, rows: ArraySlice<Int32>, gradient: Matrix, number step: Int, settings: AdamSettings
    ) {
        expect(rows, of: table)
        precondition(gradient.rows >= rows.count && gradient.columns == table.columns, "a gradient of another shape")
        var raw = settings.raw
        rows.withUnsafeBufferPointer {
            segue_adam_rows(
                table.base, moments.first.base, moments.second.base, table.columns, $0.baseAddress, $0.count,
                gradient.base, seen.base, step, &raw)
        }
    }

    private func expect(_ rows: ArraySlice<Int32>, of table: Matrix) {
        precondition(table.rows == moments.first.rows && table.columns == moments.first.columns, "another table")
        precondition(rows.allSatisfy { $0 >= 0 && $0 < table.rows }, "a row outside the table")
    }
}

/// What a row that missed k steps has to make up for, k = 1 … 256, as of one step.
public struct AdamGaps: Sendable {
    /// The step it was made for.
    public private(set) var step = 0
    fileprivate var table = [segue_adam_gap](repeating: segue_adam_gap(), count: 256)

    /// A table as of step 0, when nothing has been missed.
    public init() {}

    /// Makes the table anew, as of `step`.
    public mutating func update(to step: Int, settings: AdamSettings) {
        self.step = step
        var raw = settings.raw
        table.withUnsafeMutableBufferPointer { segue_adam_gaps($0.baseAddress, $0.count, step, &raw) }
    }
}

/// One step number a row, shared by reference.
private final class RowSteps: @unchecked Sendable {
    let base: UnsafeMutablePointer<Int32>

    init(count: Int) {
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { base.deallocate() }
}
