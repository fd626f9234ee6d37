import Graph
import LMDB

extension StoreReader {
    /// Reads the whole database and says what contradicts itself; nothing where all is well.
    ///
    /// Each part is read once or twice in its order on disk. In memory are two bytes a node, the longest list of
    /// neighbours, and little else. `progress` hears how much has been read, from 0 to 1.
    public func findings(progress: (Double) -> Void = { _ in }) throws(GraphError) -> [StoreFinding] {
        try StoreCheck(self).run(progress)
    }

    /// Whether content is summed, so that a check sees every changed bit; it is not in an earlier format.
    public var hasSums: Bool { sums != nil }

    /// The sum of the hashes of all pairs of a database.
    func contentSum(of part: StorePart) throws(GraphError) -> UInt64 {
        var sum: UInt64 = 0
        try reading { () throws(LMDBError) in
            var cursor = try snapshot.cursor(in: databases[part])
            var more = try cursor.moveToFirst()
            var pairs = 0
            while more {
                if store.cancellation.isRaised { throw .interrupted }
                pairs += 1
                if pairs & 0xFFFFF == 0 { snapshot.releasePages() }
                sum &+= try cursor.pairHash()
                more = try cursor.moveToNext()
            }
        }
        return sum
    }
}

/// One reading of a whole database, part after part, that gathers what contradicts itself.
final class StoreCheck {
    let reader: StoreReader
    var findings = Findings()
    /// The type of each node whose record can be read, by its number.
    var types: TypeTable
    /// How many nodes of each type `types` has, once it is full.
    private(set) lazy var typeCounts = types.counts(ofTypes: vocabulary.types.count)
    var properties = PropertyTally()
    var edges: EdgeCensus

    init(_ reader: StoreReader) {
        self.reader = reader
        types = TypeTable(nodeLimit: reader.nodeLimit)
        edges = EdgeCensus(relationCount: reader.vocabulary.relations.count)
    }

    var snapshot: Snapshot { reader.snapshot }
    var databases: Databases { reader.databases }
    var vocabulary: Vocabulary { reader.vocabulary }

    /// Checks everything; what was found.
    func run(_ progress: (Double) -> Void) throws(GraphError) -> [StoreFinding] {
        let steps: [(StorePart, () throws(GraphError) -> Void)] = [
            (.nodes, checkNodes), (.keys, checkKeys), (.labels, checkLabels), (.adjacency, checkEdges),
            (.members, checkMembers), (.weights, checkWeights), (.edges, checkProperties), (.aliases, checkAliases),
            (.splits, checkSplits), (.names, checkCounts), (.meta, checkSums),
        ]
        // What is summed is read once more.
        var sizes: [Int] = []
        for (part, _) in steps { sizes.append(try size(of: part == .meta ? ContentSums.parts : [part])) }
        let all = max(1, sizes.reduce(0, +))
        var done = 0
        for (step, size) in zip(steps, sizes) {
            progress(Double(done) / Double(all))
            try step.1()
            done += size
        }
        return findings.all
    }

    private func size(of parts: [StorePart]) throws(GraphError) -> Int {
        try reading { () throws(LMDBError) in
            var size = 0
            for part in parts { size += try snapshot.count(of: databases[part]) }
            return size
        }
    }

    /// Calls `visit` at each key of a database, in order; what cannot be read is a finding, and ends its walk.
    func walk(_ part: StorePart, _ visit: (inout Cursor) throws(LMDBError) -> Void) throws(GraphError) {
        try noting(part) { () throws(LMDBError) in
            var cursor = try snapshot.cursor(in: databases[part])
            var more = try cursor.moveToFirst()
            var keys = 0
            while more {
                if reader.store.cancellation.isRaised { throw .interrupted }
                keys += 1
                if keys & 0xFFFF == 0 { snapshot.releasePages() }
                if try !cursor.isFoundBySearch(in: databases[part]) { findings.note(outOfOrder: part) }
                try visit(&cursor)
                more = try cursor.moveToNextKey()
            }
        }
    }

    /// A cursor beside that of a walk.
    func cursor(in part: StorePart) throws(GraphError) -> Cursor {
        try reading { () throws(LMDBError) in try snapshot.cursor(in: databases[part]) }
    }

    /// Does work on a database; what cannot be read of it is a finding.
    private func noting(_ part: StorePart, _ work: () throws(LMDBError) -> Void) throws(GraphError) {
        do { try work() } catch {
            if error == .interrupted { throw .interrupted }
            findings.note(.unreadable(part, Self.place(of: error)))
        }
    }

    private static func place(of error: LMDBError) -> String {
        switch error {
        case .corrupted(let place), .other(_, let place): place
        default: "\(error)"
        }
    }

    /// Counts of nodes and edges that have changed by themselves are caught by the sum of `names`; these are of counts
    /// that were written wrong.
    private func checkCounts() throws(GraphError) {
        for (number, entry) in vocabulary.types.enumerated() {
            guard entry.count != typeCounts[number] else { continue }
            let type = TypeID(rawValue: UInt16(number))
            findings.note(.typeCount(type, stored: entry.count, counted: typeCounts[number]))
        }
        let byRelation = Dictionary(edges.tally.counts.map { ($0.key.relation, $0.value) }, uniquingKeysWith: +)
        let isCounted = vocabulary.relations.enumerated().allSatisfy { number, entry in
            entry.count == byRelation[RelationID(rawValue: UInt16(number)), default: 0]
        }
        if !isCounted || edges.tally.counts != vocabulary.patterns { findings.note(.edgeCounts) }
        if properties.entries != vocabulary.properties { findings.note(.propertyCounts) }
    }

    /// Sums the content of each database anew; an earlier format has no sums.
    private func checkSums() throws(GraphError) {
        guard let sums = reader.sums else { return }
        for part in ContentSums.parts {
            do throws(GraphError) {
                if try reader.contentSum(of: part) != sums[part] { findings.note(.content(part)) }
            } catch {
                if error == .interrupted { throw error }
                // That it cannot be read has been found before.
            }
        }
    }
}
