/// A condition or a term over the columns of a match that it asks for alone.
struct Compact<Subject> {
    /// The columns of the match, ascending.
    let columns: [Int]
    /// What is asked, with places in `columns` for columns.
    let subject: Subject

    fileprivate init(_ columns: Set<Int>, _ mapping: ((Int) -> Int) -> Subject) {
        // A constant still has as many rows as there are answers: those of the first column, bound by then.
        let columns = columns.isEmpty ? [0] : columns.sorted()
        self.columns = columns
        subject = mapping { columns.firstIndex(of: $0) ?? 0 }
    }
}

extension Condition {
    /// The parts that must hold each by itself.
    public var conjuncts: [Condition] {
        if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    /// The columns that it speaks about.
    var columns: Set<Int> {
        var found: Set<Int> = []
        _ = mappingColumns {
            found.insert($0)
            return $0
        }
        return found
    }

    /// The condition over its own columns alone.
    var compact: Compact<Condition> { Compact(columns, mappingColumns) }

    /// The condition with every column renumbered.
    func mappingColumns(_ renumber: (Int) -> Int) -> Condition {
        switch self {
        case .all(let parts): .all(parts.map { $0.mappingColumns(renumber) })
        case .any(let parts): .any(parts.map { $0.mappingColumns(renumber) })
        case .not(let part): .not(part.mappingColumns(renumber))
        case .comparison(let left, let comparison, let right):
            .comparison(left.mappingColumns(renumber), comparison, right.mappingColumns(renumber))
        case .membership(let term, let members):
            .membership(term.mappingColumns(renumber), members.map { $0.mappingColumns(renumber) })
        case .between(let term, let least, let most):
            .between(
                term.mappingColumns(renumber), least.mappingColumns(renumber), most.mappingColumns(renumber))
        case .matches(let term, let pattern): .matches(term.mappingColumns(renumber), pattern: pattern)
        case .isNull(let term): .isNull(term.mappingColumns(renumber))
        }
    }
}

extension Term {
    /// The term with every column renumbered.
    func mappingColumns(_ renumber: (Int) -> Int) -> Term {
        switch self {
        case .constant: self
        case .column(let column): .column(renumber(column))
        case .field(let field, let term): .field(field, of: term.mappingColumns(renumber))
        case .call(let function, let term): .call(function, term.mappingColumns(renumber))
        }
    }

    /// The columns that it speaks about.
    var columns: Set<Int> { Condition.isNull(self).columns }

    /// The term over its own columns alone.
    var compact: Compact<Term> { Compact(columns, mappingColumns) }
}
