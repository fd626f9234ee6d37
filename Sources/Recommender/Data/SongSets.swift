import Spill
import Tensor

/// For each user a set of songs, all as places in lists of nodes; ascending, one behind the other.
public struct SongSets: Sendable {
    /// Where each user's songs start in `table`, and one more for the end. `[users + 1]`
    private let offsets: [Int]
    /// The songs of all users.
    private let table: IntegerTable
    /// The users whose sets are others than those in `table`.
    private var changed: [Int: [Int32]] = [:]
    /// How many pairs of user and song.
    public private(set) var pairCount: Int

    /// The sets of these songs, in any order and with repeats.
    public init(_ lists: [[Int32]]) {
        var (offsets, songs) = ([0], [Int32]())
        for list in lists {
            for song in list.sorted() where songs.count == offsets[offsets.count - 1] || songs[songs.count - 1] != song
            {
                songs.append(song)
            }
            offsets.append(songs.count)
        }
        self.init(offsets: offsets, IntegerTable(songs))
    }

    /// The sets that `table` has, each ascending, from one offset to the next.
    init(offsets: [Int], _ table: IntegerTable) {
        (self.offsets, self.table, pairCount) = (offsets, table, offsets[offsets.count - 1])
    }

    /// How many users there are.
    public var userCount: Int { offsets.count - 1 }

    /// One user's songs, ascending.
    public subscript(user: Int) -> ArraySlice<Int32> {
        if !changed.isEmpty, let songs = changed[user] { return songs[...] }
        return table[offsets[user]..<offsets[user + 1]]
    }

    /// How many songs a user has.
    public func count(of user: Int) -> Int {
        if !changed.isEmpty, let songs = changed[user] { return songs.count }
        return offsets[user + 1] - offsets[user]
    }

    /// Whether a user's set has the song.
    public func contains(user: Int, song: Int32) -> Bool {
        if !changed.isEmpty, let songs = changed[user] { return songs.contains(song) }
        return tablePlace(user: user, song: song) != nil
    }

    /// Where among the songs of all users a user has the song; nil where they have it not.
    func index(user: Int, song: Int32) -> Int? {
        precondition(changed.isEmpty, "places of other sets")
        return tablePlace(user: user, song: song)
    }

    private func tablePlace(user: Int, song: Int32) -> Int? {
        let range = offsets[user]..<offsets[user + 1]
        let place = table.firstPlace(notBelow: song, in: range)
        return place < range.upperBound && table[place] == song ? place : nil
    }

    /// How many users have each song. `[songs]`
    func counts(songCount: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: songCount)
        for user in 0..<userCount { for song in self[user] { counts[Int(song)] += 1 } }
        return counts
    }

    /// The `most` of `songCount` songs that the most users have, of equals the first; ascending.
    func mostFrequent(_ most: Int, of songCount: Int) -> [Int32] {
        let counts = counts(songCount: songCount)
        let order = counts.indices.sorted { counts[$0] == counts[$1] ? $0 < $1 : counts[$0] > counts[$1] }
        return order.prefix(most).sorted().map(Int32.init)
    }

    /// The sets' songs that are among some of `songCount`, ascending, by their places there.
    func among(_ chosen: [Int32], of songCount: Int) -> SongSets {
        var places = [Int32](repeating: -1, count: songCount)
        for (place, song) in chosen.enumerated() { places[Int(song)] = Int32(place) }
        return SongSets(
            (0..<userCount).map { user in self[user].map { places[Int($0)] }.filter { $0 >= 0 } })
    }

    /// The same pairs the other way round: for each of `songCount` songs its users, ascending.
    public func inverted(songCount: Int) -> SongSets {
        var offsets = [0]
        offsets.reserveCapacity(songCount + 1)
        for count in counts(songCount: songCount) { offsets.append(offsets[offsets.count - 1] + Int(count)) }
        var (next, users) = (offsets, [Int32](repeating: 0, count: pairCount))
        for user in 0..<userCount {
            for song in self[user] {
                users[next[Int(song)]] = Int32(user)
                next[Int(song)] += 1
            }
        }
        return SongSets(offsets: offsets, IntegerTable(users))
    }

    /// These sets, then others.
    func followed(by others: SongSets) -> SongSets {
        let (mine, more) = (flat, others.flat)
        return SongSets(
            offsets: mine.offsets + more.offsets.dropFirst().map { mine.songs.count + $0 },
            IntegerTable(mine.songs + more.songs))
    }

    /// The sets of `most` of the users, drawn by `seed`, where more have any; the others' are empty then.
    func sample(_ most: Int, seed: UInt64) -> SongSets {
        let users = (0..<userCount).filter { count(of: $0) > 0 }
        guard users.count > most else { return self }
        var random = RandomSource(seed: seed, stream: Stream.listeners)
        var lists = [[Int32]](repeating: [], count: userCount)
        for place in NegativeDraw.distinct(most, below: users.count, from: &random) {
            lists[users[place]] = Array(self[users[place]])
        }
        return SongSets(lists)
    }

    /// The sets without these pairs.
    public func removing(_ pairs: some Sequence<(user: Int32, song: Int32)>) -> SongSets {
        var sets = self
        for (user, songs) in Dictionary(grouping: pairs, by: { Int($0.user) }) {
            let (gone, mine) = (Set(songs.map(\.song)), self[user])
            let left = mine.filter { !gone.contains($0) }
            sets.pairCount -= mine.count - left.count
            sets.changed[user] = left
        }
        return sets
    }
}

extension SongSets: Equatable {
    public static func == (left: SongSets, right: SongSets) -> Bool {
        left.userCount == right.userCount && left.pairCount == right.pairCount
            && (0..<left.userCount).allSatisfy { left[$0] == right[$0] }
    }
}

// In one piece, as files keep them
extension SongSets {
    /// Where each user's songs start, and one more for the end `[users + 1]`, and the songs `[pairs]`.
    package var flat: (offsets: [Int], songs: [Int32]) {
        var (offsets, songs) = ([0], [Int32]())
        for user in 0..<userCount {
            songs += self[user]
            offsets.append(songs.count)
        }
        return (offsets, songs)
    }

    /// The sets that a file has kept; nil where they are not `users` ascending sets of songs below `songCount`.
    init?(offsets: [Int32], songs: [Int32], users: Int, songCount: Int) {
        guard Self.areOffsets(offsets, count: users, over: songs, below: songCount) else { return nil }
        self.init(offsets: offsets.map(Int.init), IntegerTable(songs))
        for user in 0..<users where !zip(self[user], self[user].dropFirst()).allSatisfy({ $0 < $1 }) { return nil }
    }

    /// Whether `offsets` part `songs` into `count` lists, and all songs are below `limit`.
    static func areOffsets(_ offsets: [Int32], count: Int, over songs: [Int32], below limit: Int) -> Bool {
        offsets.count == count + 1 && offsets.first == 0 && offsets.last.map(Int.init) == songs.count
            && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
            && songs.allSatisfy { $0 >= 0 && Int($0) < limit }
    }
}
