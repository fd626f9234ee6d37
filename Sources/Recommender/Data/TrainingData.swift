import Graph
import Spill

/// What a model is trained and tested on: interactions, and which of them are held out.
public struct TrainingData: Sendable {
    /// Who played what.
    public private(set) var interactions: Interactions
    /// What training does not see.
    public let holdout: Holdout
    /// Where the held-out songs come from.
    public let split: SplitSource
    /// What the graph knows about the songs, nothing of who played them; none unless it is given.
    public private(set) var knowledge = SongKnowledge()

    /// The data of these parts.
    public init(interactions: Interactions, holdout: Holdout, split: SplitSource) {
        (self.interactions, self.holdout, self.split) = (interactions, holdout, split)
    }

    /// The same data with what a graph knows about its songs, which only kinds that read it learn from.
    public func knowing(_ knowledge: SongKnowledge) -> TrainingData {
        var data = self
        data.knowledge = knowledge
        return data
    }

    /// The same data in the order of the graph's plays, which a given split has not.
    public func ordered(by reader: some GraphReader) throws(RecommenderError) -> TrainingData {
        var data = self
        data.interactions = try interactions.ordered(by: reader)
        return data
    }

    /// The plays of a graph, split at random by the settings' seed.
    ///
    /// Plays that do not fit into the memory of `space` are kept on its disk. Where `cancellation` is raised, this stops
    /// with `GraphError.interrupted`.
    public init(
        reading reader: some GraphReader, settings: TrainingSettings, space: SpillSpace = .unbounded,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        let interactions = try Interactions(
            reading: reader, positive: settings.positive, space: space, cancellation: cancellation)
        let holdout =
            settings.holdout == .none
            ? Holdout(nothingOf: interactions)
            : try Holdout(interactions, most: settings.tested, seed: settings.seed, cancellation: cancellation)
        self.init(interactions: interactions, holdout: holdout, split: .drawn)
    }

    /// A given split; the seed draws the validation songs.
    public init(split rows: [SplitRow], named name: String, settings: TrainingSettings) throws(RecommenderError) {
        let interactions = try Interactions(split: rows)
        let holdout =
            settings.holdout == .none
            ? Holdout(nothingOf: interactions) : Holdout(interactions, split: rows, seed: settings.seed)
        self.init(interactions: interactions, holdout: holdout, split: .given(name))
    }

    /// A number that tells training data apart: the rows known to the model and the nodes' numbers, not their order.
    public var fingerprint: UInt64 {
        var hash = Hash64()
        for list in [interactions.users, interactions.songs] {
            hash.add(UInt32(truncatingIfNeeded: list.count))
            for node in list { hash.add(node.rawValue) }
        }
        for user in 0..<holdout.known.userCount {
            hash.add(UInt32(truncatingIfNeeded: holdout.known[user].count))
            for song in holdout.known[user] { hash.add(UInt32(bitPattern: song)) }
        }
        for user in 0..<interactions.skipped.userCount where !interactions.skipped[user].isEmpty {
            hash.add(UInt32(truncatingIfNeeded: user))
            for song in interactions.skipped[user] { hash.add(UInt32(bitPattern: song)) }
        }
        return hash.value
    }
}

/// Where a data set's held-out songs come from.
public enum SplitSource: Sendable, Equatable {
    /// Drawn by the settings' seed from the plays of the graph.
    case drawn
    /// A given split of this name.
    case given(String)

    /// The given split's name.
    public var name: String? {
        if case .given(let name) = self { name } else { nil }
    }
}

/// FNV-1a of 64 bits: tells data apart and finds damage, no protection against intent.
struct Hash64 {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    mutating func add(_ number: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { add(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes { add(byte) }
    }

    static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = Hash64()
        hash.add(bytes)
        return hash.value
    }
}
