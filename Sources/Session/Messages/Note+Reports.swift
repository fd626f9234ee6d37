import Recommender

extension Note {
    /// What the lines of a report on explanations mean.
    static func explanationKey(of pairs: Int, _ users: Int, _ seed: UInt64) -> String {
        """
        \(count(pairs, "song")) listed for \(count(users, "listener")), each explained; ±: 95 % of the means of \
        resampled listeners, seed \(seed)
        faithful: the play named first moves the score more than another drawn at random (five plays or more)
        stays: the first song is still listed when the plays named first, or as many others, are taken away
        recency (LIR), popularity (SEP) and kinds (ETD) of the strongest paths: Balloccu et al. 2022; \
        –: nothing known, as of data without times
        """
    }
}

extension Note {
    /// What the lines of a report on answers mean.
    static func interactionKey(of listeners: Int, _ seed: UInt64) -> String {
        """
        \(count(listeners, "listener")) of whom nothing was learned are shown a song a step, and like it where they play it
        ±: 95 % of the means of resampled listeners, seed \(seed); ● leads: by so much of the \
        line's own hits, * its interval leaves out zero
        """
    }
}

extension Course.Policy {
    /// The way in a line of a table.
    var words: String {
        switch self {
        case .feedback: "told the answers"
        case .list: "down its list"
        case .bandit: "linear bandit"
        case .popularity: "popularity"
        case .random: "random"
        }
    }
}

extension ExplanationReport.Measure {
    /// The measure in a line of a table.
    var words: String {
        switch self {
        case .faithfulness: "faithful"
        case .validity: "paths that are stored"
        case .coverage: "songs with a path"
        case .carried: "of the score on paths"
        case .diversity: "kinds of path in a list (ETD)"
        case .recency: "recency of the play (LIR)"
        case .popularity: "popularity of the node (SEP)"
        case .residual: "largest residual"
        case .kept: "stays, named plays gone"
        case .keptAtRandom: "stays, random plays gone"
        }
    }
}
