import Tensor

/// Draws of songs that a user has not got.
enum NegativeDraw {
    /// `count` different songs, or as many as there are, of `songCount` that are not among `taken` (ascending).
    static func songs(
        _ count: Int, of songCount: Int, notIn taken: ArraySlice<Int32>, _ random: inout RandomSource
    ) -> [Int32] {
        let free = songCount - taken.count
        guard free > 2 * count else {
            let takenSet = Set(taken)
            var all = (0..<Int32(songCount)).filter { !takenSet.contains($0) }
            random.shuffle(&all)
            return Array(all.prefix(count))
        }
        var (drawn, seen) = ([Int32](), Set(taken))
        while drawn.count < count {
            let song = Int32(random.index(below: songCount))
            if seen.insert(song).inserted { drawn.append(song) }
        }
        return drawn
    }

    /// The same, half of them songs that the user has `skipped`, as far as there are so many.
    static func songs(
        _ count: Int, of songCount: Int, notIn taken: ArraySlice<Int32>, skipped: ArraySlice<Int32>,
        _ random: inout RandomSource
    ) -> [Int32] {
        let drawn = songs(count, of: songCount, notIn: taken, &random)
        guard !skipped.isEmpty else { return drawn }
        var all = Array(skipped)
        random.shuffle(&all)
        let own = all.prefix((count + 1) / 2)
        return Array(own + drawn.filter { !own.contains($0) }.prefix(drawn.count - own.count))
    }

    /// `count` different numbers below `limit`, which is at least `count`.
    static func distinct(_ count: Int, below limit: Int, from random: inout RandomSource) -> [Int] {
        var (drawn, seen) = ([Int](), Set<Int>())
        while drawn.count < count {
            let number = random.index(below: limit)
            if seen.insert(number).inserted { drawn.append(number) }
        }
        return drawn
    }
}

extension SongSets {
    /// Half of the time one of a user's songs, as a negative that they have told themselves; nil otherwise, and where
    /// they have none.
    func drawn(of user: Int, _ random: inout RandomSource) -> Int32? {
        let mine = self[user]
        guard !mine.isEmpty, random.index(below: 2) == 0 else { return nil }
        return mine[mine.startIndex + random.index(below: mine.count)]
    }
}
