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
