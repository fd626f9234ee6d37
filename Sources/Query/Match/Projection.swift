import Graph

/// Makes the rows of an answer from bindings as they come, a batch at a time, and holds no more than it must.
struct Projection<Reader: GraphReader> {
    private let wanted: MatchReturn
    private let evaluator: Evaluator<Reader>
    private let cancellation: Cancellation
    /// For each item its term over its own columns.
    private let terms: [Compact<Term>?]
    private let isGrouped: Bool
    /// How many rows are wanted, where it is the first that are found.
    private let limitOfFirst: Int?
    private var rows: [[Datum]] = []
    private var groups: [[Datum]: Int] = [:]
    private var figures: [[Accumulator]] = []

    init(_ wanted: MatchReturn, _ reader: Reader, _ cancellation: Cancellation) {
        self.wanted = wanted
        self.cancellation = cancellation
        evaluator = Evaluator(reader, cancellation: cancellation)
        limitOfFirst = wanted.limitOfFirst
        terms = wanted.items.map { $0.term?.compact }
        isGrouped = wanted.items.contains(where: \.isAggregate)
        if isGrouped, wanted.items.allSatisfy(\.isAggregate) { _ = group(of: []) }
    }

    /// Whether further bindings would change nothing.
    var isFull: Bool {
        if let limitOfFirst { rows.count >= limitOfFirst } else { wanted.limit ?? 1 <= 0 }
    }

    /// Takes a batch in.
    mutating func take(_ bindings: Bindings) throws(GraphError) {
        var columns: [[Datum]] = []
        for term in terms {
            guard let term else {
                columns.append([])
                continue
            }
            columns.append(try evaluator.values(of: term.subject, in: bindings.rows(of: term)))
        }
        if isGrouped {
            group(columns, count: bindings.count)
        } else {
            for row in 0..<bindings.count { rows.append(columns.map { $0[row] }) }
            try prune()
        }
    }

    /// Leaves out rows that cannot be among the first any more.
    private mutating func prune() throws(GraphError) {
        guard let limit = wanted.limit else { return }
        if wanted.order == nil {
            rows.removeLast(max(rows.count - limit, 0))
        } else if rows.count / 2 > max(limit, MatchBatch.size) {
            rows = try wanted.first(of: rows, cancellation)
        }
    }

    private mutating func group(_ columns: [[Datum]], count: Int) {
        let keys = wanted.items.indices.filter { !wanted.items[$0].isAggregate }
        guard !keys.isEmpty else { return add(columns, rows: 0..<count, to: 0) }
        for row in 0..<count { add(columns, rows: row..<row + 1, to: group(of: keys.map { columns[$0][row] })) }
    }

    private mutating func add(_ columns: [[Datum]], rows: Range<Int>, to group: Int) {
        for (figure, item) in wanted.items.indices.filter({ wanted.items[$0].isAggregate }).enumerated() {
            if columns[item].isEmpty {
                figures[group][figure].add(rows: rows.count)
            } else {
                for row in rows { figures[group][figure].add(columns[item][row]) }
            }
        }
    }

    private mutating func group(of key: [Datum]) -> Int {
        if let known = groups[key] { return known }
        groups[key] = figures.count
        figures.append(wanted.items.compactMap(\.accumulator))
        return figures.count - 1
    }

    /// The rows of the answer.
    func answer() throws(GraphError) -> Rows {
        guard isGrouped else {
            return wanted.columns(of: wanted.order == nil ? rows : try wanted.first(of: rows, cancellation))
        }
        var rows: [[Datum]] = []
        rows.reserveCapacity(groups.count)
        for (key, place) in groups {
            try cancellation.check()
            var (values, results) = (key.makeIterator(), figures[place].makeIterator())
            rows.append(wanted.items.map { $0.isAggregate ? results.next()?.datum ?? .null : values.next() ?? .null })
        }
        return wanted.columns(of: try wanted.first(of: rows, cancellation))
    }

    /// What has been gathered so far, which is gone from here: there may be so much that freeing it takes seconds.
    mutating func takeGathered() -> Gathered {
        let gathered = Gathered(rows: rows, groups: groups, figures: figures)
        (rows, groups, figures) = ([], [:], [])
        return gathered
    }
}

/// What a projection holds: rows, or groups and their figures.
struct Gathered: Sendable {
    fileprivate let rows: [[Datum]]
    fileprivate let groups: [[Datum]: Int]
    fileprivate let figures: [[Accumulator]]
}

extension MatchReturn {
    /// How many rows are wanted, where it is the first that are found.
    var limitOfFirst: Int? { order == nil && !items.contains(where: \.isAggregate) ? limit : nil }

    /// The first of `rows` in the order that is wanted, at most `limit`.
    func first(of rows: [[Datum]], _ cancellation: Cancellation) throws(GraphError) -> [[Datum]] {
        let sorted = try cancellation.sorted(rows) { left, right in
            if let order, left[order.item] != right[order.item] {
                let (one, other) = (left[order.item], right[order.item])
                if one.sorts(before: other, isDescending: order.isDescending) { return true }
                if other.sorts(before: one, isDescending: order.isDescending) { return false }
            }
            return left.lexicographicallyPrecedes(right) { $0.sorts(before: $1) }
        }
        return Array(sorted.prefix(max(limit ?? sorted.count, 0)))
    }

    /// A column for each item.
    func columns(of rows: [[Datum]]) -> Rows {
        Rows(items.indices.map { item in rows.map { $0[item] } })
    }

    /// The columns of a match that it asks for.
    var columns: Set<Int> { items.reduce([]) { $0.union($1.term?.columns ?? []) } }
}

extension MatchReturn.Item {
    /// Whether it is a figure about many answers.
    public var isAggregate: Bool { accumulator != nil }

    fileprivate var term: Term? {
        switch self {
        case .value(let term): term
        case .aggregate(_, let term, _): term
        }
    }

    fileprivate var accumulator: Accumulator? {
        switch self {
        case .value: nil
        case .aggregate(let aggregate, _, let isDistinct): Accumulator(aggregate, isDistinct: isDistinct)
        }
    }
}
