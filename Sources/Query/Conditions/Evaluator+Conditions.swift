import Graph

extension Evaluator {
    /// The places of the rows in which `condition` holds; it can be interrupted between portions of the rows.
    public func places(where condition: Condition, in rows: Rows) throws(GraphError) -> [Int] {
        var places: [Int] = []
        for start in stride(from: 0, to: rows.count, by: Self.portion) {
            try cancellation.check()
            let portion = Array(start..<min(start + Self.portion, rows.count))
            let truths = try truths(of: condition, in: portion.count == rows.count ? rows : rows.rows(at: portion))
            places += zip(portion, truths).filter { $0.1 == true }.map(\.0)
        }
        return places
    }

    /// Whether `condition` holds in each row; nil where that is unknown.
    func truths(of condition: Condition, in rows: Rows) throws(GraphError) -> [Bool?] {
        switch condition {
        case .all(let parts): return try folded(parts, in: rows, settledBy: false)
        case .any(let parts): return try folded(parts, in: rows, settledBy: true)
        case .not(let part): return try truths(of: part, in: rows).map { $0.map { !$0 } }
        case .comparison(let left, let comparison, let right):
            let (left, right) = (try values(of: left, in: rows), try values(of: right, in: rows))
            return try compared(left, comparison, right)
        case .membership(let term, let members):
            let members = members.map { Condition.comparison(term, .equal, $0) }
            return try truths(of: .any(members), in: rows)
        case .between(let term, let least, let most):
            let bounds = (try values(of: least, in: rows), try values(of: most, in: rows))
            let data = try named(try values(of: term, in: rows), beside: bounds.0)
            return data.indices.map { Self.truth(of: data[$0], between: bounds.0[$0], bounds.1[$0]) }
        case .matches(let term, let pattern): return try matches(try values(of: term, in: rows), pattern)
        case .isNull(let term): return try values(of: term, in: rows).map { $0 == .null }
        }
    }

    /// The truth of several parts; a part that is `settling` decides a row, and later parts are not asked about it.
    private func folded(_ parts: [Condition], in rows: Rows, settledBy settling: Bool) throws(GraphError) -> [Bool?] {
        var truths: [Bool?] = Array(repeating: !settling, count: rows.count)
        var open = Array(truths.indices)
        for part in parts {
            guard !open.isEmpty else { break }
            let found = try self.truths(of: part, in: open.count == rows.count ? rows : rows.rows(at: open))
            for (row, truth) in zip(open, found) where truth != !settling { truths[row] = truth }
            open = open.filter { truths[$0] != settling }
        }
        return truths
    }

    private func compared(
        _ left: [Datum], _ comparison: Comparison, _ right: [Datum]
    ) throws(GraphError) -> [Bool?] {
        let isOfNames = comparison != .equal && comparison != .unequal
        let first = try isOfNames ? named(left, beside: right) : labelled(left, beside: right)
        let second = try isOfNames ? named(right, beside: left) : labelled(right, beside: left)
        return left.indices.map { row in comparison.truth(first[row], second[row]) }
    }

    /// The values with each node by its label and key where it stands beside something else than nodes.
    private func labelled(_ data: [Datum], beside others: [Datum]) throws(GraphError) -> [Datum] {
        let rows = data.indices.filter { data[$0].hasNodes && !others[$0].hasNodes && others[$0] != .null }
        guard !rows.isEmpty else { return data }
        let asked = rows.map { data[$0] }
        let (labels, keys) = (try values(of: .label, in: asked), try values(of: .key, in: asked))
        var answer = data
        for (place, row) in rows.enumerated() { answer[row] = Datum(values: labels[place].values + keys[place].values) }
        return answer
    }

    /// The values with each node by its name where it stands beside something else than nodes.
    private func named(_ data: [Datum], beside others: [Datum]) throws(GraphError) -> [Datum] {
        let rows = data.indices.filter { data[$0].hasNodes && !others[$0].hasNodes }
        guard !rows.isEmpty else { return data }
        var answer = data
        for (row, name) in zip(rows, try named(rows.map { data[$0] })) { answer[row] = name }
        return answer
    }

    /// Whether one and the same value lies within both bounds; nil where none can be compared with both.
    private static func truth(of datum: Datum, between least: Datum, _ most: Datum) -> Bool? {
        var truth: Bool?
        for value in datum.values {
            let halves = (Comparison.atLeast.truth(value, least), Comparison.atMost.truth(value, most))
            if halves == (true, true) { return true }
            if halves.0 == false || halves.1 == false { truth = false }
        }
        return truth
    }

    private func matches(_ data: [Datum], _ pattern: String) throws(GraphError) -> [Bool?] {
        let texts = try named(data).map { datum in
            datum.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        }
        return try LoneWork.run(cancellation) {
            guard let regex = try? Regex(pattern).ignoresCase() else { return texts.map { _ in nil } }
            return texts.map { $0.isEmpty ? nil : $0.contains { $0.firstMatch(of: regex) != nil } }
        }
    }
}

extension Datum {
    fileprivate var hasNodes: Bool {
        switch self {
        case .node: true
        case .list(let values): values.contains { $0.hasNodes }
        default: false
        }
    }
}

extension Comparison {
    /// Whether the comparison holds: of lists, for some pair of their values; unequal, for all.
    fileprivate func truth(_ left: Datum, _ right: Datum) -> Bool? {
        guard left != .null, right != .null else { return nil }
        if self == .unequal { return Comparison.equal.truth(left, right).map { !$0 } }
        var truth: Bool? = self == .equal ? false : nil
        for left in left.values {
            for right in right.values {
                guard let order = left.order(to: right) else { continue }
                if holds(order) { return true }
                truth = false
            }
        }
        return truth
    }

    private func holds(_ order: Datum.Order) -> Bool {
        switch self {
        case .equal: order == .same
        case .unequal: order != .same
        case .less: order == .before
        case .atMost: order != .after
        case .greater: order == .after
        case .atLeast: order != .before
        }
    }
}

extension Function {
    /// What the function makes of a value; null where that has no meaning.
    func value(of datum: Datum) -> Datum {
        switch (self, datum) {
        case (.lower, .text(let text)): .text(text.lowercased())
        case (.upper, .text(let text)): .text(text.uppercased())
        case (.length, .text(let text)): .integer(Int64(text.count))
        case (.length, .path(let path)): .integer(Int64(path.length))
        case (.length, .list(let values)): .integer(Int64(values.count))
        case (.abs, .integer(let whole)): .integer(Int64(clamping: whole.magnitude))
        case (.abs, .number(let number)): .number(number.magnitude)
        case (.round, .integer): datum
        case (.round, .number(let number)): .number(number.rounded())
        case (.lower, .list(let values)), (.upper, .list(let values)), (.abs, .list(let values)),
            (.round, .list(let values)):
            Datum(values: values.map(value))
        default: .null
        }
    }
}
