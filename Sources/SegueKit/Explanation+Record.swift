import Grammar

extension SegueDatabase {
    /// Why a song for a listener.
    ///
    /// `counterfactual` also looks for what would change its rank. `model` is the one in use unless given.
    public func explain(
        _ song: NodeName, for listener: NodeName, counterfactual: Bool = false, model: String? = nil
    ) throws(SegueError) -> Explanation {
        var statement = Explain(listener.reference, song.reference)
        statement.counterfactual = counterfactual
        statement.model = model.map(word)
        return Explanation(try answer(.explain(statement))[0])
    }
}

extension Explanation {
    fileprivate init(_ row: Record) {
        listener = row["user"]?.text
        song = row["node"]?.node ?? Node(type: "song", key: "", label: nil, count: nil)
        (rank, songs) = (row["rank"]?.integer, row["of"]?.integer)
        (score, residual) = (row["score"]?.number, row["residual"]?.number)
        model = row["model"]?.text ?? ""
        terms = row.records("terms").compactMap(Term.init)
        plays = row.records("plays").compactMap(Contribution.init)
        carriers = row.records("carriers").compactMap(Contribution.init)
        changes = row.records("counterfactuals").compactMap(Change.init)
    }
}

extension Explanation.Term {
    fileprivate init?(_ record: Record) {
        guard let kind = record["kind"]?.text.flatMap(Kind.init) else { return nil }
        self.init(
            kind: kind, weight: record["weight"]?.number, share: record["share"]?.number, path: record["path"]?.path)
    }
}

extension Explanation.Contribution {
    fileprivate init?(_ record: Record) {
        guard let weight = record["weight"]?.number else { return nil }
        self.init(node: record["node"]?.node, weight: weight)
    }
}

extension Explanation.Change {
    fileprivate init?(_ record: Record) {
        guard let rank = record["rank"]?.integer, let score = record["score"]?.number else { return nil }
        self.init(
            without: record.edges("without"), with: record.edges("with"), rank: rank, score: score,
            isInTop: record["in_top"]?.truth ?? false, isSmallest: record["smallest"]?.truth ?? false)
    }
}

extension Record {
    fileprivate func records(_ name: String) -> [Record] { (self[name]?.list ?? []).compactMap(\.record) }
    fileprivate func edges(_ name: String) -> [Edge] { (self[name]?.list ?? []).compactMap(\.edge) }
}
