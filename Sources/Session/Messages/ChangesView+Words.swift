import Recommender

extension ChangesView {
    /// What would change the rank, as a person reads it; ranks stand below each other.
    func lines(from rank: SongRank?, isLeftOut: Bool) -> [String] {
        let top = "the top \(Counterfactuals.top)"
        guard let rank else { return [] }
        let isIn = rank.rank <= Counterfactuals.top
        let rows: [(what: String, effect: String)] = without.prefix(Self.shown).map { change in
            let effect = isLeftOut || isIn == change.isIn ? "" : isIn ? "   no longer in \(top)" : "   now in \(top)"
            return ("without " + change.named, Self.move(from: rank, to: change.rank) + effect)
        }
        let width = min(rows.map(\.what.displayWidth).max() ?? 0, Self.widest)
        return rows.map { "  " + $0.what.filled(to: width) + "   " + $0.effect }
            + (isLeftOut ? [] : closing(rank, top))
    }

    /// How many plays are shown, and how far their names push what becomes of the song to the right.
    private static let shown = 3, widest = 52

    private static func move(from rank: SongRank, to other: SongRank) -> String {
        rank.rank == other.rank
            ? "rank stays \(rank.rank.grouped)" : "rank \(rank.rank.grouped) → \(other.rank.grouped)"
    }

    /// What brings the song in where it is not in the top, or takes it out where it is.
    private func closing(_ rank: SongRank, _ top: String) -> [String] {
        guard rank.rank <= Counterfactuals.top else {
            guard let bringing else { return found.isCut ? [] : ["  no likes were found that bring it into \(top)"] }
            return ["  if you liked \(bringing.told): \(Self.move(from: rank, to: bringing.rank)), now in \(top)"]
        }
        guard let smallest else {
            return found.isCut ? [] : ["  no loss of fewer than all plays was found that removes it from \(top)"]
        }
        let plays = Note.count(smallest.songs.count, "play")
        return ["  smallest change that removes it from \(top): \(plays): \(smallest.names)"]
    }
}

extension ChangesView.Change {
    /// The names with what tells each from its namesakes.
    fileprivate var told: String {
        let all = zip(songs, telling).map { song, telling in
            (song.inline + (telling.isEmpty ? "" : " – " + telling)).showingControls
        }
        guard all.count > 1 else { return all.first ?? "" }
        return all.dropLast().joined(separator: "; ") + "; and " + all[all.count - 1]
    }

    /// `"Sussudio", "Two Hearts" and "Mama"`.
    fileprivate var names: String {
        let all = songs.map(\.inline.showingControls)
        guard all.count > 1 else { return all.first ?? "" }
        return all.dropLast().joined(separator: ", ") + " and " + all[all.count - 1]
    }

    /// `"One More Night" (17 plays)`, by what leads to it first.
    fileprivate var named: String {
        guard let edge = edges.first else { return names }
        let count = edge.properties.first { $0.name == "count" }.flatMap { property -> Int? in
            if case .integer(let whole) = property.value { Int(whole) } else { nil }
        }
        let mark = edge.relation == Interactions.relationName ? Note.count(count ?? 1, "play") : edge.relation
        return "\(names) (\(mark))"
    }
}
