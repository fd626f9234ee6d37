import Graph

/// Where a song stands for a user among all that the user has not played.
public struct SongRank: Sendable, Equatable {
    /// The place, from 1; ties by number.
    public let rank: Int
    /// Among how many: the songs that the model knows and the listener has not heard, skipped or banned, and the song
    /// itself.
    public let of: Int
    /// The model's score.
    public let score: Float

    /// The standing of `song` for a listener of this taste, by `model`.
    public init(
        of song: NodeID, for taste: Taste, by model: Model, in reader: some GraphReader
    ) throws(RecommenderError) {
        let listener = try Listener(taste, model: model, reader: reader)
        guard let place = model.place(ofSong: song) else { throw .songUnknownToModel(song) }
        self.init(of: song, at: place, for: listener)
    }

    /// The standing of `song`, which has this place in the model.
    init(of song: NodeID, at place: Int, for listener: Listener) {
        self.init(at: place, among: Self.rivals(of: place, for: listener), for: listener)
    }

    /// The standing of the song at `place` among `rivals` [songs].
    init(at place: Int, among rivals: [Bool], for listener: Listener) {
        let (scores, mine) = (listener.scores, listener.scores[place])
        var (before, count) = (0, 0)
        for other in rivals.indices where rivals[other] {
            count += 1
            if scores[other] > mine || scores[other] == mine && other < place { before += 1 }
        }
        rank = 1 + before
        of = count + (listener.isThere[place] ? 1 : 0)
        score = mine
    }

    /// Which songs the one at `place` is ranked among: those with a score that are there and are not left out. `[songs]`
    static func rivals(of place: Int, for listener: Listener) -> [Bool] {
        var rivals = zip(listener.isThere, listener.scores).map { $0 && !$1.isNaN }
        let places = Places(listener.model.songs)
        for node in listener.left { if let left = places[node] { rivals[Int(left)] = false } }
        rivals[place] = false
        return rivals
    }
}
