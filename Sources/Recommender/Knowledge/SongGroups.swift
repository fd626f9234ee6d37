import Graph

/// Which songs have a node in common by one relation: an artist's songs, a year's.
public struct SongGroups: Sendable, Equatable {
    /// The relation's name.
    public let relation: String
    /// The songs of each group, two of them or more. `[groups]`
    public let songs: SongSets
    /// The groups of each song. `[songs]`
    let groups: SongSets

    /// The groups of these songs by `relation`, by place; those of a single song are left out.
    package init(_ lists: [[Int32]], by relation: String, songCount: Int) {
        self.init(SongSets(lists.filter { $0.count > 1 }), by: relation, songCount: songCount)
    }

    private init(_ songs: SongSets, by relation: String, songCount: Int) {
        (self.songs, self.relation) = (songs, relation)
        groups = songs.inverted(songCount: songCount)
    }

    /// The groups that `part` makes of `names`, the songs by place: one for each node that it joins songs to.
    package init(_ part: SongKnowledge.Part, names: [NodeID]) {
        var lists: [NodeID: [Int32]] = [:]
        for (place, song) in names.enumerated() {
            for node in part.graph.neighbours(of: song) { lists[node, default: []].append(Int32(place)) }
        }
        self.init(lists.sorted { $0.key < $1.key }.map(\.value), by: part.name, songCount: names.count)
    }

    /// With how many of a listener's songs each song has a node in common, counted once a node. `[songs]`
    package func counts(for history: History) -> [Float] {
        var counts = [Float](repeating: 0, count: groups.userCount)
        for (group, count) in met(by: history).sorted(by: { $0.key < $1.key }) {
            for song in songs[Int(group)] { counts[Int(song)] += count }
        }
        return counts
    }

    /// How many of a listener's songs each group has, of those that have any.
    func met(by history: History) -> [Int32: Float] {
        var met: [Int32: Float] = [:]
        for song in history.songs { for group in groups[Int(song)] { met[group, default: 0] += 1 } }
        return met
    }

    /// The count of one song by what `met(by:)` says of the listener.
    func count(for song: Int32, _ met: [Int32: Float]) -> Float {
        groups[Int(song)].reduce(0) { $0 + (met[$1] ?? 0) }
    }

    /// What a file keeps of them.
    package var parts: [ModelPart] {
        let (offsets, members) = songs.flat
        return [.integers(relation.utf8.map { Int32($0) }), .integers(offsets.map(Int32.init)), .integers(members)]
    }

    /// The groups that `parts` were made of; nil where they are others.
    package init?(parts: [ModelPart], songs songCount: Int) {
        guard parts.count == 3, case .integers(let letters) = parts[0], case .integers(let offsets) = parts[1],
            case .integers(let songs) = parts[2], !offsets.isEmpty,
            let relation = String(validating: letters.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self),
            SongSets.areOffsets(offsets, count: offsets.count - 1, over: songs, below: songCount)
        else { return nil }
        let lists = zip(offsets, offsets.dropFirst()).map { Array(songs[Int($0)..<Int($1)]) }
        self.init(SongSets(lists), by: relation, songCount: songCount)
    }

    /// How many nodes two songs have in common.
    func common(_ one: Int32, _ other: Int32) -> Int { groups[Int(one)].count(where: groups[Int(other)].contains) }
}
