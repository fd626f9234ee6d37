import Grammar
import Session

/// A song for a listener.
public struct Recommendation: Sendable, Hashable {
    /// A path that carries part of the score.
    public struct Reason: Sendable, Hashable {
        /// What part of the score, from 0 to 1.
        public let share: Double
        /// How much of the score.
        public let weight: Double
        public let path: Path
    }

    /// Its place in the list, from 1.
    public let rank: Int
    public let song: Node
    public let score: Double
    /// What brought it: the kind of the model, or `graph`.
    public let origin: String
    /// The strongest paths behind the score, at most three; none unless asked for.
    public let reasons: [Reason]

    init?(_ row: Record) {
        guard let rank = row["rank"]?.integer, let song = row["node"]?.node, let score = row["score"]?.number else {
            return nil
        }
        (self.rank, self.song, self.score) = (rank, song, score)
        origin = row["from"]?.text ?? ""
        reasons = (row["because"]?.list ?? []).compactMap { $0.record.flatMap(Reason.init) }
    }
}

extension Recommendation.Reason {
    fileprivate init?(_ record: Record) {
        guard let share = record["share"]?.number, let weight = record["weight"]?.number,
            let path = record["path"]?.path
        else { return nil }
        (self.share, self.weight, self.path) = (share, weight, path)
    }
}

extension SegueDatabase {
    /// Songs that a listener has not played, best first; a song in the listener's place stands for somebody who has
    /// played it alone.
    ///
    /// `because` asks for the paths behind each score. `model` is the one in use unless given. Conditions and other
    /// clauses: `query("recommend $u top 5 where year < 1990", ["u": "user:42"])`.
    public func recommend(
        for listener: NodeName, top: Int = 10, because: Bool = false, model: String? = nil
    ) throws(SegueError) -> [Recommendation] {
        var statement = Recommend()
        (statement.user, statement.top, statement.because) = (listener.reference, top, because)
        statement.model = model.map(word)
        return try answer(.recommend(statement)).compactMap(Recommendation.init)
    }

    /// The rows of a read that no text was read for.
    func answer(_ read: Read) throws(SegueError) -> Rows {
        try mended { () throws(Failure) in Rows(try session.reply(to: .read(read, Destination()))) }
    }
}
