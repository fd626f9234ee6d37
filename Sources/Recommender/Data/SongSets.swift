/// For each user a set of songs, all as places in lists of nodes; ascending, in one piece of memory.
public struct SongSets: Sendable, Equatable {
    /// Where each user's songs start in `songs`, and one more for the end. `[users + 1]`
    public let offsets: [Int]
    /// The songs of all users. `[pairs]`
    public let songs: [Int32]

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
        (self.offsets, self.songs) = (offsets, songs)
    }

    /// How many users there are.
    public var userCount: Int { offsets.count - 1 }
    /// How many pairs of user and song.
    public var pairCount: Int { songs.count }

    /// One user's songs, ascending.
    public subscript(user: Int) -> ArraySlice<Int32> { songs[offsets[user]..<offsets[user + 1]] }

    /// Whether a user's set has the song.
    public func contains(user: Int, song: Int32) -> Bool { index(user: user, song: song) != nil }

    /// Where in `songs` a user has the song; nil where they have it not.
    func index(user: Int, song: Int32) -> Int? {
        var (low, high) = (offsets[user], offsets[user + 1])
        while low < high {
            let middle = (low + high) / 2
            if songs[middle] < song { low = middle + 1 } else { high = middle }
        }
        return low < offsets[user + 1] && songs[low] == song ? low : nil
    }

    /// The same pairs the other way round: for each of `songCount` songs its users, ascending.
    public func inverted(songCount: Int) -> SongSets {
        var lists = [[Int32]](repeating: [], count: songCount)
        for user in 0..<userCount {
            for song in self[user] { lists[Int(song)].append(Int32(user)) }
        }
        return SongSets(lists)
    }

    /// These sets, then others.
    func followed(by others: SongSets) -> SongSets {
        SongSets(
            offsets: offsets + others.offsets.dropFirst().map { pairCount + $0 }, songs: songs + others.songs)
    }

    private init(offsets: [Int], songs: [Int32]) { (self.offsets, self.songs) = (offsets, songs) }

    /// The sets without these pairs.
    public func removing(_ pairs: some Sequence<(user: Int32, song: Int32)>) -> SongSets {
        var lists = (0..<userCount).map { Array(self[$0]) }
        for pair in pairs { lists[Int(pair.user)].removeAll { $0 == pair.song } }
        return SongSets(lists)
    }
}

extension SongSets {
    /// The sets that a file has kept; nil where they are not `users` ascending sets of songs below `songCount`.
    init?(offsets: [Int32], songs: [Int32], users: Int, songCount: Int) {
        guard Self.areOffsets(offsets, count: users, over: songs, below: songCount) else { return nil }
        (self.offsets, self.songs) = (offsets.map(Int.init), songs)
        for user in 0..<users where !zip(self[user], self[user].dropFirst()).allSatisfy({ $0 < $1 }) { return nil }
    }

    /// Whether `offsets` part `songs` into `count` lists, and all songs are below `limit`.
    static func areOffsets(_ offsets: [Int32], count: Int, over songs: [Int32], below limit: Int) -> Bool {
        offsets.count == count + 1 && offsets.first == 0 && offsets.last.map(Int.init) == songs.count
            && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
            && songs.allSatisfy { $0 >= 0 && Int($0) < limit }
    }
}
