import Graph

/// What is measured of each listener's explanations, gathered one listener after the other.
struct ExplanationRows {
    private typealias Measure = ExplanationReport.Measure

    private let model: Model
    private let data: TrainingData
    private let hops: Int
    private var measures = PathMeasures()
    /// Each measure's value of each listener; NaN where there is none. `[measures][listeners]`
    private var series: [Measure: [Double]] = [:]
    /// Whether the first song stays, as more and more plays are gone. `[listeners][plays gone]`
    private var staying: [(named: [Bool], random: [Bool])] = []
    /// The kinds of path that each list shows, and all that were met.
    private var kinds: [Set<[Path.Step]?>] = []
    private var residual = 0.0
    /// How many songs were explained.
    private(set) var pairs = 0

    init(_ model: Model, _ data: TrainingData, hops: Int) {
        (self.model, self.data, self.hops) = (model, data, hops)
    }

    /// Measures one listener's list.
    mutating func add(_ removals: Removals, in reader: some GraphReader) throws(RecommenderError) {
        let user = data.interactions.users[Int(removals.user)]
        let recency = recency(of: removals.user)
        var values: [Measure: [Double]] = [:]
        var kinds: Set<[Path.Step]?> = []
        for one in removals.songs {
            pairs += 1
            let song = model.songs[Int(one.song)]
            let plays = one.attribution.shares.map { model.songs[Int($0.song)] }
            let connections = try Connections(from: plays, of: user, to: song, hops: hops, in: reader)
            let account = Account(of: one.score, one.attribution, plays: plays, by: connections, reader.vocabulary)
            residual = max(residual, abs(account.residual) / max(abs(Double(one.score)), 0.1))
            if let moved = one.moved { values[.faithfulness, default: []].append(moved.named > moved.random ? 1 : 0) }
            let carried = account.terms.reduce(0) { $0 + abs($1.weight) }
            values[.carried, default: []].append(account.size > 0 ? carried / account.size : .nan)
            let first = account.terms.first { $0.weight > 0 }?.route
            values[.coverage, default: []].append(first == nil ? 0 : 1)
            do throws(GraphError) {
                let stored = try measures.areStored(account.terms.map(\.route), of: user, to: song, in: reader)
                values[.validity, default: []] += stored.map { $0 ? 1 : 0 }
                guard let first else { continue }
                kinds.insert(first.kind)
                if let recent = recency[first.play] { values[.recency, default: []].append(recent) }
                if let shared = first.between.last {
                    values[.popularity, default: []].append(try measures.popularity(of: shared, in: reader))
                }
            } catch { throw .graph(error) }
        }
        for measure in Measure.means {
            let found = values[measure, default: []].filter { !$0.isNaN }
            let mean = found.isEmpty ? .nan : found.reduce(0, +) / Double(found.count)
            series[measure, default: []].append(mean)
        }
        self.kinds.append(kinds)
        staying.append(removals.staying)
    }

    /// The figures of all listeners so far.
    func figures(
        depth: Int, _ plan: Evaluation.Plan, _ cancellation: Cancellation
    ) throws(RecommenderError) -> [ExplanationReport.Figure] {
        let possible = Double(min(Set(kinds.joined()).count, depth))
        var rows: [(measure: Measure, k: Int, values: [Double])] = Measure.means.map { ($0, depth, series[$0] ?? []) }
        rows.append((.diversity, depth, kinds.map { $0.isEmpty ? .nan : Double($0.count) / possible }))
        for gone in 0..<Removals.mostGone {
            rows.append((.kept, gone + 1, staying.map { Self.value($0.named, gone) }))
            rows.append((.keptAtRandom, gone + 1, staying.map { Self.value($0.random, gone) }))
        }
        let intervals = try Bootstrap(rows.map(\.values), seed: plan.seed).intervals(
            threads: plan.threads, cancellation: cancellation)
        var figures = zip(rows, intervals).map { row, interval in
            let found = row.values.filter { !$0.isNaN }
            return ExplanationReport.Figure(
                measure: row.measure, k: row.k, value: found.isEmpty ? nil : found.reduce(0, +) / Double(found.count),
                interval: interval, users: found.count)
        }
        figures.append(.init(measure: .residual, k: depth, value: residual, interval: nil, users: kinds.count))
        let places = Dictionary(uniqueKeysWithValues: Measure.allCases.enumerated().map { ($1, $0) })
        return figures.enumerated().sorted { left, right in
            let (one, other) = (places[left.element.measure] ?? 0, places[right.element.measure] ?? 0)
            return one == other ? left.offset < right.offset : one < other
        }.map(\.element)
    }

    private static func value(_ staying: [Bool], _ gone: Int) -> Double {
        gone < staying.count ? (staying[gone] ? 1 : 0) : .nan
    }

    /// How recent each play of a listener is whose time is known.
    private func recency(of user: Int32) -> [NodeID: Double] {
        let known = data.holdout.known[Int(user)]
        let values = PathMeasures.recency(data.interactions.order.places(of: known, user: Int(user)))
        var recency: [NodeID: Double] = [:]
        for (song, value) in zip(known, values) { recency[data.interactions.songs[Int(song)]] = value }
        return recency
    }
}

extension ExplanationReport.Measure {
    /// Those that are a mean over a listener's songs or paths.
    fileprivate static let means: [ExplanationReport.Measure] = [
        .faithfulness, .validity, .coverage, .carried, .recency, .popularity,
    ]
}
