import Graph

/// The figures of one or several models on the same users: of all, of each user, or of each tenth of them.
public struct EvaluationReport: Sendable {
    /// A model that was evaluated; the first of several is the one that the others are compared with.
    public struct Entrant: Sendable {
        let name: String
        let evaluations: [Evaluation]

        /// What `name` was measured at, in the same ways, on the same users as the other entrants.
        public init(_ name: String, _ evaluations: [Evaluation]) { (self.name, self.evaluations) = (name, evaluations) }
    }

    /// What the users are divided by.
    public enum Breakdown: Sendable {
        /// Each by themselves.
        case user
        /// Tenths by how many songs the model knows of them, the fewest first; equals in order of users.
        case decile
    }

    /// Whom a line is about.
    public enum Group: Sendable, Hashable {
        /// All tested users.
        case all
        /// One user, of whom the model knows so many songs.
        case user(NodeID, known: Int)
        /// A tenth of the users, from 1, of whom the model knows from so many to so many songs.
        case decile(Int, known: ClosedRange<Int>)
    }

    /// What a figure measures.
    public enum Measure: Sendable, Hashable {
        /// How high the held-out songs rank.
        case rank(Metric)
        /// The lists.
        case list(ListMetric)

        /// Its name.
        public var name: String {
            switch self {
            case .rank(let metric): metric.rawValue
            case .list(let metric): metric.rawValue
            }
        }
    }

    /// One measure of one model.
    public struct Figure: Sendable, Equatable {
        /// What is measured.
        public let measure: Measure
        /// The mean over the users that have it, or the measure of all lists; nil where it has no meaning.
        public let value: Double?
        /// Where 95 % of the means of the resamples lie; nil of one user, and of what is no mean over users.
        public let interval: ClosedRange<Double>?
        /// How many users it is of.
        public let users: Int
        /// The first model's value less this one's, on the users that have both; nil of the first model itself.
        public let lead: Double?
        /// Where 95 % of the leads of the same resamples lie.
        public let leadInterval: ClosedRange<Double>?
    }

    /// One model's figures of one group, way and cut-off.
    public struct Line: Sendable, Equatable {
        /// Whom it is about.
        public let group: Group
        /// The model's place among the entrants.
        public let entrant: Int
        /// The model's name.
        public let model: String
        /// What the songs were ranked among.
        public let rivals: Evaluation.Rivals
        /// How many places count.
        public let k: Int
        /// For one user the rank of their held-out song; nil for more, and where it was missed.
        public let rank: Int?
        /// The figures.
        public let figures: [Figure]
    }

    /// The lines, by group, then entrant, then way, then cut-off.
    public let lines: [Line]

    /// The figures of `entrants` at each of `cutoffs`.
    ///
    /// The catalogue and who has what are those of `data`, distances those of `graph`, and `seed` draws the resamples.
    /// Stops where `cancellation` is raised.
    public init(
        _ entrants: [Entrant], on data: TrainingData, in graph: KnowledgeGraph, cutoffs: [Int] = [10],
        by breakdown: Breakdown? = nil, seed: UInt64 = 7, threads: Int = 2,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        let measures = ListMeasures(data, graph)
        var passes: [[Pass]] = []
        for entrant in entrants {
            var own: [Pass] = []
            for evaluation in entrant.evaluations {
                for k in cutoffs {
                    own.append(try Pass(evaluation, k, measures, threads: threads, cancellation: cancellation))
                }
            }
            passes.append(own)
        }
        let ranks = entrants.first?.evaluations.first?.ranks ?? []
        var lines: [Line] = []
        for (group, users) in Self.groups(ranks, by: breakdown) {
            let tally = try Tally(
                passes, of: users, measures, resampledBy: breakdown == .user ? nil : seed, threads: threads,
                cancellation: cancellation)
            for (place, entrant) in entrants.enumerated() {
                for (pass, figures) in zip(passes[place], tally.figures[place]) {
                    lines.append(
                        Line(
                            group: group, entrant: place, model: entrant.name, rivals: pass.evaluation.rivals,
                            k: pass.k,
                            rank: breakdown == .user ? pass.evaluation.ranks[users[0]].rank : nil, figures: figures))
                }
            }
        }
        self.lines = lines
    }

    /// The groups of some users and their places in `ranks`; a tenth that would be empty is left out.
    private static func groups(
        _ ranks: [Evaluation.UserRank], by breakdown: Breakdown?
    ) -> [(group: Group, users: [Int])] {
        switch breakdown {
        case nil: return [(.all, Array(ranks.indices))]
        case .user: return ranks.enumerated().map { (.user($1.user, known: $1.known), [$0]) }
        case .decile:
            let sorted = ranks.indices.sorted { (ranks[$0].known, $0) < (ranks[$1].known, $1) }
            return (0..<10).compactMap { tenth in
                let users = sorted[(sorted.count * tenth / 10)..<(sorted.count * (tenth + 1) / 10)]
                guard let first = users.first, let last = users.last else { return nil }
                return (.decile(tenth + 1, known: ranks[first].known...ranks[last].known), users.sorted())
            }
        }
    }
}
