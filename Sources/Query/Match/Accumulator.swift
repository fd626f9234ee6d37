/// An aggregate's figure while values come in.
struct Accumulator: Sendable {
    private let aggregate: Aggregate
    private let isDistinct: Bool
    private var seen: Set<Datum> = []
    /// How many values, or of sums and means how many numbers.
    private var count = 0
    private var whole: Int64? = 0
    private var total = 0.0
    private var extreme = Datum.null
    private var values: [Datum] = []

    init(_ aggregate: Aggregate, isDistinct: Bool) {
        self.aggregate = aggregate
        self.isDistinct = isDistinct
    }

    /// Counts rows whose values nobody looks at.
    mutating func add(rows: Int) { count += rows }

    /// Takes the value in, or of a list each value.
    mutating func add(_ datum: Datum) {
        for value in datum.values where !isDistinct || seen.insert(value).inserted {
            switch aggregate {
            case .count: count += 1
            case .sum, .avg: add(number: value)
            case .min: if extreme == .null || value.sorts(before: extreme) { extreme = value }
            case .max: if extreme == .null || extreme.sorts(before: value) { extreme = value }
            case .collect: values.append(value)
            }
        }
    }

    /// Adds a number; the sum is whole as long as all are and it fits.
    private mutating func add(number value: Datum) {
        guard let number = value.number else { return }
        count += 1
        total += number
        guard let sum = whole, case .integer(let next) = value else {
            whole = nil
            return
        }
        let (longer, overflows) = sum.addingReportingOverflow(next)
        whole = overflows ? nil : longer
    }

    /// The figure.
    var datum: Datum {
        switch aggregate {
        case .count: .integer(Int64(count))
        case .sum: whole.map(Datum.integer) ?? .number(total)
        case .avg: count == 0 ? .null : .number(total / Double(count))
        case .min, .max: extreme
        case .collect: Datum(values: values.sorted { $0.sorts(before: $1) })
        }
    }
}
