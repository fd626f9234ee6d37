import Graph

/// What a `match` answers: a row for each answer of the pattern, or, with aggregates, for each group of answers.
public struct MatchReturn: Equatable, Sendable {
    /// One column of the answer.
    public enum Item: Equatable, Sendable {
        /// The term's value. Beside aggregates, answers with the same values are one group.
        case value(Term)
        /// A figure about the answers of a group; the term is nil for `count(*)` alone.
        case aggregate(Aggregate, of: Term?, isDistinct: Bool = false)
    }

    /// The order of rows: by one item, then by the others from left to right, ascending; nodes go by number.
    public struct Order: Equatable, Sendable {
        /// The item's place.
        public var item: Int
        /// Whether large values come first.
        public var isDescending: Bool

        /// The order by the item at this place.
        public init(by item: Int, isDescending: Bool = false) {
            self.item = item
            self.isDescending = isDescending
        }
    }

    /// The columns.
    public var items: [Item]
    /// The order; without one, groups go by their values from left to right, and answers as they are found.
    public var order: Order?
    /// The most rows wanted.
    public var limit: Int?

    /// An answer of these columns.
    public init(_ items: [Item], order: Order? = nil, limit: Int? = nil) {
        self.items = items
        self.order = order
        self.limit = limit
    }
}

/// A figure about many values. Nothing is left out, and of a list each value counts by itself.
public enum Aggregate: String, Equatable, Sendable, CaseIterable {
    /// How many there are.
    case count
    /// The sum of the numbers; 0 of none.
    case sum
    /// The mean of the numbers; null of none.
    case avg
    /// The value that sorts first; null of none.
    case min
    /// The value that sorts last; null of none.
    case max
    /// The values themselves, sorted.
    case collect
}

/// The rows of a `match`.
public struct MatchAnswer: Equatable, Sendable {
    /// A column for each item.
    public var rows: Rows
    /// Whether a trail could have gone on: without a maximum beyond `Repetition.hopLimit`, with any beyond
    /// `Repetition.lengthLimit`.
    public var isCapped: Bool
}
