import Graph

/// The search for changes, against the clock.
struct ChangeSearch {
    /// What was tried.
    struct Trial {
        let songs: [NodeID]
        let rank: SongRank
        /// By how much the song is ahead of the last of the top's others; below zero where it is behind.
        let margin: Float

        /// Whether the song is in the top.
        var isIn: Bool { rank.rank <= Counterfactuals.top }
    }

    private let song: NodeID
    private let listener: Listener
    private let place: Int
    private let start = ContinuousClock.now
    private let end: ContinuousClock.Instant
    private let cancellation: Cancellation
    /// Whether the time was up before all was tried.
    private(set) var isCut = false

    init(of song: NodeID, _ listener: Listener, until end: ContinuousClock.Instant, _ cancellation: Cancellation) {
        (self.song, self.listener, self.end, self.cancellation) = (song, listener, end, cancellation)
        place = listener.model.place(ofSong: song) ?? 0
    }

    /// Whether lists leave the song out, so that it can neither leave the top nor enter it.
    private var isLeftOut: Bool { listener.left.contains(song) }

    /// The plays that the model knows, those first that the account gives the most.
    func plays(by account: Account) -> [NodeID] {
        let known = listener.played.filter { listener.model.place(ofSong: $0) != nil }
        let named = account.plays.map(\.play).filter(known.contains)
        return named + Set(known).subtracting(named).sorted()
    }

    /// The song without each of the plays alone, as far as this share of the time allows; none of a listener who would
    /// have nothing left.
    mutating func singles(
        of plays: [NodeID], share: Double, in reader: some GraphReader
    ) throws(RecommenderError) -> [Trial] {
        guard plays.count > 1 else { return [] }
        var trials: [Trial] = []
        for play in plays {
            if isOver(share) { break }
            trials.append(try without([play], in: reader))
        }
        return trials
    }

    /// The fewest plays found whose removal takes the song out of the top.
    ///
    /// A single one where there is such; else they go one after the other, those first that cost the song the most of its
    /// lead, until it is out, and then each is put back without which it stays out.
    mutating func smallest(
        _ singles: [Trial], in reader: some GraphReader
    ) throws(RecommenderError) -> Counterfactuals.Change? {
        guard !isLeftOut, trial(of: listener, []).isIn, !singles.isEmpty else { return nil }
        let order = singles.sorted { $0.margin == $1.margin ? $0.songs[0] < $1.songs[0] : $0.margin < $1.margin }
        if let one = order.first(where: { !$0.isIn }) { return .init(songs: one.songs, rank: one.rank) }
        var (gone, found): ([NodeID], Trial?) = ([], nil)
        for next in order.dropLast() {
            if isOver(0.8) { return nil }
            gone += next.songs
            guard gone.count > 1 else { continue }
            let trial = try without(gone, in: reader)
            if !trial.isIn {
                found = trial
                break
            }
        }
        guard var best = found else { return nil }
        for play in gone.dropLast().reversed() where !isOver(0.9) {
            let fewer = try without(best.songs.filter { $0 != play }, in: reader)
            if !fewer.isIn { best = fewer }
        }
        return .init(songs: best.songs, rank: best.rank)
    }

    /// The fewest songs found that bring the song into the top when they are liked: one after the other that which helps
    /// most, three at most.
    mutating func bringing(in reader: some GraphReader) throws(RecommenderError) -> Counterfactuals.Change? {
        var (best, current) = (trial(of: listener, []), listener)
        guard !isLeftOut, !best.isIn else { return nil }
        let candidates = try LikeCandidates(for: song, listener, in: reader).songs
        for _ in 0..<Self.mostLikes {
            var next: (trial: Trial, listener: Listener)?
            for candidate in candidates where !best.songs.contains(candidate) {
                if isOver(1) { break }
                try cancellation.stop()
                let more = try current.with(current.facts.liking(candidate), in: reader)
                let trial = trial(of: more, best.songs + [candidate])
                let (rank, margin) = (next?.trial.rank.rank ?? .max, next?.trial.margin ?? -.infinity)
                if (trial.rank.rank, -trial.margin) < (rank, -margin) { next = (trial, more) }
            }
            guard let next, next.trial.rank.rank < best.rank.rank else { return nil }
            (best, current) = (next.trial, next.listener)
            if best.isIn { return .init(songs: best.songs, rank: best.rank) }
        }
        return nil
    }

    private static let mostLikes = 3

    private func without(_ plays: [NodeID], in reader: some GraphReader) throws(RecommenderError) -> Trial {
        try cancellation.stop()
        return trial(of: try listener.with(listener.facts.without(Set(plays)), in: reader), plays)
    }

    private func trial(of listener: Listener, _ songs: [NodeID]) -> Trial {
        let rivals = SongRank.rivals(of: place, for: listener)
        let others = Ranking.best(Counterfactuals.top, of: listener.scores) { rivals[$0] }
        let last = others.count < Counterfactuals.top ? -.infinity : listener.scores[others[others.count - 1]]
        return Trial(
            songs: songs, rank: SongRank(at: place, among: rivals, for: listener),
            margin: listener.scores[place] - last)
    }

    /// Whether this share of the time has gone.
    private mutating func isOver(_ share: Double) -> Bool {
        let now = ContinuousClock.now
        guard now - start > (end - start) * share else { return false }
        isCut = true
        return true
    }
}
