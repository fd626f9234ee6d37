import Graph

/// Where a song stands for a user among all that the user has not played.
public struct SongRank: Sendable, Equatable {
    /// The place, from 1; ties by number.
    public let rank: Int
    /// Among how many: the songs that the model knows and the user has not played, and the song itself.
    public let of: Int
    /// The model's score.
    public let score: Float

    /// The standing of `song` for `user`, by `model` and the plays of now, or `songs` in place of those where given.
    public init(
        of song: NodeID, for user: NodeID, playing songs: [NodeID]? = nil, by model: Model, in reader: some GraphReader
    ) throws(RecommenderError) {
        let listener = try Listener(user, playing: songs, model: model, reader: reader)
        guard let place = model.place(ofSong: song) else { throw .songUnknownToModel(song) }
        self.init(of: song, at: place, for: listener)
    }

    /// The standing of `song`, which has this place in the model.
    init(of song: NodeID, at place: Int, for listener: Listener) {
        let ranking = listener.ranking(by: listener.scores, leaving: Set(listener.played).subtracting([song]))
        rank = 1 + (ranking.firstIndex { $0.song == song } ?? ranking.count)
        of = ranking.count
        score = listener.scores[place]
    }
}
