import Recommender

/// Where a piece of long work stands.
struct Standing: Sendable {
    /// What is counted.
    enum Unit: Sendable { case rows, edges, elements, listeners, samples }

    /// So many, of so many where that is of use.
    struct Count: Sendable {
        let amount: Int
        var of: Int?
        let unit: Unit
    }

    /// An epoch of training, and what the one before it came to.
    struct Epoch: Sendable {
        let number: Int
        let of: Int
        var last: EpochReport?
    }

    /// What is done.
    let work: LongWork
    /// How much of it is done, from 0 to 1; nil where nobody knows.
    var share: Double?
    /// What has been counted in it.
    var count: Count?
    /// The epoch that goes on.
    var epoch: Epoch?

    /// Work of which no more is known than that it goes on.
    init(_ work: LongWork) { self.work = work }

    /// So many of so many.
    init(_ work: LongWork, _ amount: Int, of all: Int, _ unit: Unit) {
        self.work = work
        share = all > 0 ? Double(amount) / Double(all) : nil
        count = Count(amount: amount, of: all, unit: unit)
    }
}

/// What the time says of where a piece of work stands.
struct Pace: Equatable {
    /// Seconds since it began.
    let spent: Double
    /// How many of what is counted were done a second, from the beginning to what was heard last.
    let rate: Double?
    /// Seconds that it will still take if it goes on like that.
    let left: Double?

    /// The pace of what stood at `first` when it began and at `last` after so long, when it is `now`.
    init(from first: Standing, to last: Standing, after heard: Duration, now: Duration) {
        let seconds = heard / .seconds(1)
        let spent = now / .seconds(1)
        self.spent = spent
        let counted = (last.count?.amount ?? 0) - (first.count?.amount ?? 0)
        rate = seconds > 0 && counted > 0 ? Double(counted) / seconds : nil
        left = last.share.flatMap { share in
            let done = share - (first.share ?? 0)
            // What has hardly begun foretells nothing.
            guard done > 0, seconds >= 0.25 else { return nil }
            // What takes longer than foretold may end any moment.
            return max(seconds * (1 - share) / done - (spent - seconds), 0.1)
        }
    }
}
