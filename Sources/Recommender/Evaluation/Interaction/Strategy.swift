import Tensor

/// What chooses the next song for a listener who answers.
package protocol Strategy {
    /// The scores by which the best song not yet shown is chosen. `[songs]`
    mutating func scores() -> [Float]

    /// Hears whether the listener liked the song shown.
    mutating func hear(_ song: Int32, isLiked: Bool)
}

/// The same list from beginning to end, whatever is answered.
struct FixedList: Strategy {
    let list: [Float]

    func scores() -> [Float] { list }

    func hear(_ song: Int32, isLiked: Bool) {}
}

/// A model that is told what was liked and skipped, as `recommend` in a session is.
struct Listening: Strategy {
    let scorer: any Scorer
    let known: History
    private var liked: [Int32] = []
    private var skipped: [Int32] = []

    init(_ scorer: any Scorer, knowing history: History) { (self.scorer, known) = (scorer, history) }

    func scores() -> [Float] { scorer.scores(for: known.liking(liked), skipping: skipped).scores }

    mutating func hear(_ song: Int32, isLiked: Bool) {
        if isLiked { liked.append(song) } else { skipped.append(song) }
    }
}
