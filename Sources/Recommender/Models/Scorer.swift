import Tensor

/// What gives songs a score for a listener, all by their places in the model.
public protocol Scorer: Sendable {
    /// The scores of all songs; more is better, NaN is none. `[songs]`
    func scores(for history: History) -> [Float]

    /// The scores of these songs. `[songs given]`
    func scores(for history: History, songs: [Int32]) -> [Float]

    /// The scores by which candidates are proposed; nil where that is by `scores(for:)`. `[songs]`
    func proposals(for history: History) -> [Float]?

    /// What was learned of a song as a vector, for likeness; nil where nothing of the kind is.
    func embedding(of song: Int) -> [Float]?

    /// The score of a song taken apart into what each of the listener's songs adds to it.
    func attribution(of song: Int32, for history: History) -> Attribution

    /// The scores of several songs taken apart; what they have in common is worked out once. `[songs given]`
    func attributions(of songs: [Int32], for history: History) -> [Attribution]

    /// What a file keeps of it.
    var parts: [ModelPart] { get }
}

extension Scorer {
    public func proposals(for history: History) -> [Float]? { nil }

    public func embedding(of song: Int) -> [Float]? { nil }

    public func attribution(of song: Int32, for history: History) -> Attribution { shapley(song, history) }

    public func attributions(of songs: [Int32], for history: History) -> [Attribution] {
        songs.map { attribution(of: $0, for: history) }
    }

    public func scores(for history: History, songs: [Int32]) -> [Float] {
        let all = scores(for: history)
        return songs.map { all[Int($0)] }
    }
}

/// A piece of a model as a file keeps it.
public enum ModelPart: Sendable {
    /// 32-bit floats. `[rows, columns]`
    case matrix(Matrix)
    /// 32-bit integers.
    case integers([Int32])
}
