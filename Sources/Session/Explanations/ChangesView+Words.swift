import Recommender

extension ChangesView {
    /// What would change the rank, as a person reads it; ranks stand below each other.
    func lines(from rank: SongRank?) -> [String] {
        let top = "the top \(Counterfactuals.top)"
        guard let rank else { return [] }
        let isIn = rank.rank <= Counterfactuals.top
        var rows: [(what: String, effect: String)] = without.prefix(Self.shown).map { change in
            let effect = isIn == change.isIn ? "" : isIn ? "   no longer in \(top)" : "   now in \(top)"
            return ("without " + change.edges.map(\.named).joined(), Self.move(from: rank, to: change.rank) + effect)
        }
        if let bringing {
            let names = bringing.edges.map(\.tail.inline.showingControls)
            let songs =
                names.count > 1
                ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1] : names[0]
            rows.append(("if you liked \(songs)", Self.move(from: rank, to: bringing.rank) + "   now in \(top)"))
        }
        let width = rows.map(\.what.displayWidth).max() ?? 0
        return rows.map { what, effect in
            "  " + what
                + String(
                    repeating: " ", count: min(width, Self.widest) - min(what.displayWidth, min(width, Self.widest)))
                + "   " + effect
        } + closing(isIn: isIn, top)
    }

    /// How many plays are shown, and how far their names push what becomes of the song to the right.
    private static let shown = 3, widest = 44

    private static func move(from rank: SongRank, to other: SongRank) -> String {
        rank.rank == other.rank
            ? "rank stays \(rank.rank.grouped)" : "rank \(rank.rank.grouped) → \(other.rank.grouped)"
    }

    private func closing(isIn: Bool, _ top: String) -> [String] {
        guard isIn else {
            return bringing == nil && !found.isCut ? ["  no three likes of songs near it bring it into \(top)"] : []
        }
        guard let smallest else {
            return found.isCut ? [] : ["  no loss of plays removes it from \(top) but that of all"]
        }
        let plays = Note.count(smallest.edges.count, "play")
        let names =
            smallest.edges.count > 1
            ? ": " + smallest.edges.map(\.tail.inline.showingControls).joined(separator: ", ") : ""
        return ["  smallest change that removes it from \(top): \(plays)\(names)"]
    }
}

extension EdgeView {
    /// `"One More Night" (17 plays)`.
    fileprivate var named: String {
        let count = properties.first { $0.name == "count" }.flatMap { property -> Int? in
            if case .integer(let whole) = property.value { Int(whole) } else { nil }
        }
        let mark = relation == Interactions.relationName ? Note.count(count ?? 1, "play") : relation
        return "\(tail.inline.showingControls) (\(mark))"
    }
}
