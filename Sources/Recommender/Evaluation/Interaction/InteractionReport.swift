import Graph
import Tensor

/// What listening to answers is worth: the songs hit, step after step, by a model that hears whether each was liked,
/// beside the same model walking down its list, a bandit, popularity and chance.
///
/// One song is shown a step. The models have learned nothing of the listeners who answer (`Answerers`).
public struct InteractionReport: Sendable {
    /// A model that is told the answers.
    public struct Entrant: Sendable {
        let name: String
        let model: Model

        /// `model`, trained on `Answerers.rest`, under this name.
        public init(_ name: String, _ model: Model) { (self.name, self.model) = (name, model) }
    }

    /// The hits of one way by one step.
    public struct Line: Sendable, Equatable {
        /// The model; nil of what has none.
        public let model: String?
        /// The way of choosing songs.
        public let policy: Course.Policy
        /// By which step, from 1.
        public let k: Int
        /// How many songs were hit by then, in the mean over the listeners.
        public let value: Double
        /// Where 95 % of the means of resampled listeners lie.
        public let interval: ClosedRange<Double>?
        /// By how much the first way is ahead; nil of itself.
        public let lead: Double?
        /// Where 95 % of the leads of the same resamples lie.
        public let leadInterval: ClosedRange<Double>?
    }

    /// The lines, by way and then step; the first way is the first model's `feedback`.
    public let lines: [Line]
    /// How many listeners answered.
    public let listeners: Int
    /// How many plays were known of each to begin with.
    public let known: Int
    /// How many songs each was shown.
    public let steps: Int

    /// Asks `answerers`, of whom `known` plays are known to begin with, for `steps` songs by each of `entrants`, and by
    /// what stands beside the first of them.
    ///
    /// Stops where `cancellation` is raised. `progress` hears what is being measured and how many listeners are done.
    public init(
        _ entrants: [Entrant], with answerers: Answerers, known: Int, steps: Int, seed: UInt64, threads: Int = 2,
        cancellation: Cancellation = Cancellation(),
        progress: @escaping @Sendable (Course.Policy, Int) -> Void = { _, _ in }
    ) throws(RecommenderError) {
        let ones = answerers.known(by: known)
        func course(
            _ policy: Course.Policy, of model: String?, _ strategy: @escaping @Sendable (Answerers.One) -> any Strategy
        ) throws(RecommenderError) -> Course {
            try Course(
                policy, of: model, with: ones, steps: max(steps, 1), threads: threads, cancellation: cancellation,
                progress: { progress(policy, $0) }, strategy)
        }
        var courses: [Course] = []
        for entrant in entrants {
            let scorer = entrant.model.scorer
            courses.append(try course(.feedback, of: entrant.name) { Listening(scorer, knowing: $0.known) })
            courses.append(try course(.list, of: entrant.name) { FixedList(list: scorer.scores(for: $0.known)) })
        }
        let songCount = answerers.rest.interactions.songs.count
        if let first = entrants.first, let vectors = BanditVectors(first.model.scorer, songCount: songCount) {
            courses.append(try course(.bandit, of: first.name) { LinearBandit(vectors, knowing: $0.known) })
        }
        let popularity = Popularity(answerers.rest.holdout.known, songCount: songCount).counts
        courses.append(try course(.popularity, of: nil) { _ in FixedList(list: popularity) })
        courses.append(
            try course(.random, of: nil) { one in
                var random = RandomSource(seed: seed, stream: Stream.chance + UInt64(one.user) << 32)
                return FixedList(list: (0..<songCount).map { _ in Float(random.index(below: 1 << 24)) })
            })
        lines = try Self.lines(of: courses, steps: max(steps, 1), seed: seed, threads: threads, cancellation)
        (listeners, self.known, self.steps) = (answerers.count, known, max(steps, 1))
    }

    private static func lines(
        of courses: [Course], steps: Int, seed: UInt64, threads: Int, _ cancellation: Cancellation
    ) throws(RecommenderError) -> [Line] {
        var series: [[Double]] = []
        for course in courses {
            for k in 1...steps {
                let (own, first) = (course.gathered(by: k), courses[0].gathered(by: k))
                series += [own, zip(first, own).map { $0 - $1 }]
            }
        }
        let intervals = try Bootstrap(series, seed: seed).intervals(threads: threads, cancellation: cancellation)
        // One listener says nothing of how sure the mean is.
        let isSure = (series.first?.count ?? 0) > 1
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        return courses.enumerated().flatMap { place, course in
            (1...steps).map { k in
                let row = 2 * (place * steps + k - 1)
                return Line(
                    model: course.model, policy: course.policy, k: k, value: mean(series[row]),
                    interval: isSure ? intervals[row] : nil, lead: place == 0 ? nil : mean(series[row + 1]),
                    leadInterval: isSure && place > 0 ? intervals[row + 1] : nil)
            }
        }
    }
}
