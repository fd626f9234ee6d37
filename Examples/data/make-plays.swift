// Makes up plays.tsv: invented listeners with planted tastes over songs.csv.
// No real person's listening is in it. Only + - * / and square roots are used
// on reals, so that the same bytes come out on every machine.
//
//     swiftc -O make-plays.swift -o /tmp/make-plays && /tmp/make-plays songs.csv > plays.tsv

import Foundation

// MARK: - What may be turned

/// Where every draw starts from.
let seed: UInt64 = 42_1985
/// How many listeners there are: users 1 to this.
let listenerCount = 600
/// The listener whose taste is written by hand, for the manual's examples.
let namedListener = 42

/// Half of the listeners play fewer songs than this.
let medianActivity = 32.0
/// The fewest and the most songs that a listener plays.
let activityLimits = 5.0...150.0
/// Of a listener's songs, the share drawn by popularity alone.
let noiseShare = 0.15

/// The song at rank r is popular as 1 / (r + this): smaller is more skewed.
let popularityOffset = 25.0
/// What one tag in a favourite genre multiplies a song's weight by, and what none does.
let genreWeight = (match: 1.0, other: 0.02)
/// Years from the centre of the favourite era at which a song's weight has halved.
let eraSpread = 6.0
/// What is left of a song's weight however far from the era it is.
let eraFloor = 0.03
/// What a favourite artist multiplies a song's weight by.
let artistWeight = 25.0
/// How many favourite artists a listener has.
let artistCount = 3...6
/// The centre years of the favourite eras; one that stands twice is drawn twice as often.
let eraCentres = [1958, 1966, 1975, 1975, 1985, 1985, 1985, 1995, 1995, 2004, 2004, 2014, 2019]

/// Why a listener plays a song, and the chance that they play it just once.
enum Reason {
    case favourite, taste, noise

    var onceChance: Double {
        switch self {
        case .favourite: 0.20
        case .taste: 0.42
        case .noise: 0.60
        }
    }
}

/// No song is played more often than this by one listener.
let mostPlays = 200

// MARK: - What there is

/// A song of songs.csv.
struct Song {
    let id: String
    let title: String
    let artist: String
    let year: Int?
    let genres: Set<String>
    /// How popular it is with everybody, in (0, 1].
    var popularity = 0.0
}

/// What a listener likes.
struct Taste {
    let genres: Set<String>
    let era: Double
    var artists: Set<String>

    /// How much this taste likes a song, its popularity counted in.
    func weight(of song: Song) -> Double {
        let favourite = artists.contains(song.artist) ? artistWeight : 1
        return song.popularity * genreFactor(song) * eraFactor(song) * favourite
    }

    private func genreFactor(_ song: Song) -> Double {
        let shared = song.genres.intersection(genres).count
        return shared == 0 ? genreWeight.other : genreWeight.match * Double(shared)
    }

    private func eraFactor(_ song: Song) -> Double {
        guard let year = song.year else { return eraFloor }
        let distance = (Double(year) - era) / eraSpread
        return eraFloor + 1 / (1 + distance * distance * distance * distance)
    }
}

/// One made-up person: a number, a taste, and how many songs they play.
struct Listener {
    let user: Int
    let taste: Taste
    let activity: Int
    /// Songs that they have never played.
    var unheard: Set<String> = []
}

/// One line of plays.tsv.
struct Play {
    let user: Int
    let song: String
    let count: Int
}

// MARK: - Chance

/// The SplitMix64 generator of Steele, Lea and Flood (2014).
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A real in [0, 1).
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// A whole number in 0..<bound.
    mutating func below(_ bound: Int) -> Int { Int(unit() * Double(bound)) }

    /// The place of one weight, drawn in proportion; nil where all are 0.
    mutating func place(in weights: [Double]) -> Int? {
        var left = unit() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() where weight > 0 {
            left -= weight
            if left < 0 { return place }
        }
        return weights.lastIndex { $0 > 0 }
    }

    /// The numbers 0..<count in a drawn order (Fisher and Yates).
    mutating func order(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, below(last + 1))
        }
        return order
    }
}

// MARK: - Reading songs.csv

/// The fields of one CSV line (RFC 4180; no field of songs.csv holds a line break).
func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    var last: Character = ","
    for character in line {
        switch character {
        case "\"":
            if !quoted, last == "\"" { fields[fields.count - 1].append("\"") }
            quoted.toggle()
        case "," where !quoted: fields.append("")
        default: fields[fields.count - 1].append(character)
        }
        last = character
    }
    return fields
}

/// The songs of a CSV text with the header song_id,title,release,artist_name,year,genre.
func songs(_ text: String) -> [Song] {
    text.split(separator: "\n").dropFirst().map { line in
        let row = fields(line)
        let genres = row[5].split(separator: "|").map(String.init)
        return Song(
            id: row[0], title: row[1], artist: row[3], year: Int(row[4]), genres: Set(genres))
    }
}

// MARK: - Making up

/// The songs with a popularity each, by Zipf's law over a drawn order.
func ranked(_ songs: [Song], by chance: inout SplitMix64) -> [Song] {
    var songs = songs
    for (rank, place) in chance.order(songs.count).enumerated() {
        songs[place].popularity = (popularityOffset + 1) / (popularityOffset + Double(rank + 1))
    }
    return songs
}

/// One of a song's genres, so that a frequent genre is drawn often.
func genre(of songs: [Song], by chance: inout SplitMix64) -> String {
    let genres = songs[chance.below(songs.count)].genres.sorted()
    return genres[chance.below(genres.count)]
}

/// A taste of 1 or 2 genres, an era, and artists whom such a taste would find.
func taste(over songs: [Song], by chance: inout SplitMix64) -> Taste {
    let genres = (0...chance.below(2)).map { _ in genre(of: songs, by: &chance) }
    let centre = eraCentres[chance.below(eraCentres.count)]
    let era = Double(centre + chance.below(5) - 2)
    var taste = Taste(genres: Set(genres), era: era, artists: [])
    let weights = songs.map(taste.weight(of:))
    let wanted = artistCount.lowerBound + chance.below(artistCount.count)
    for _ in 0..<wanted {
        if let place = chance.place(in: weights) { taste.artists.insert(songs[place].artist) }
    }
    return taste
}

/// How many songs a listener plays: log-logistic, so that a few play very many.
func activity(by chance: inout SplitMix64) -> Int {
    let share = chance.unit()
    let drawn = medianActivity * (share / (1 - share)).squareRoot()
    return Int(min(max(drawn, activityLimits.lowerBound), activityLimits.upperBound))
}

/// The listener of the manual: pop and soft rock of the eighties, Phil Collins above all.
func named(over songs: [Song]) -> Listener {
    let artists: Set = ["Phil Collins", "Genesis", "Lionel Richie", "Simply Red"]
    let taste = Taste(genres: ["pop", "soft rock"], era: 1985, artists: artists)
    let unheard = songs.filter {
        $0.title == "Easy Lover" || ($0.title == "One More Night" && $0.artist == "Maroon 5")
    }
    return Listener(
        user: namedListener, taste: taste, activity: 40, unheard: Set(unheard.map(\.id)))
}

/// How often a song is played: once by a chance that the reason gives, else long-tailed.
func count(for reason: Reason, by chance: inout SplitMix64) -> Int {
    guard chance.unit() >= reason.onceChance else { return 1 }
    let further = Int(1 / (1 - chance.unit()))  // 1 half the time, 2 a sixth, and so on
    return min(1 + further * (reason == .favourite ? 2 : 1), mostPlays)
}

/// The plays of one listener, each song at most once.
func plays(of listener: Listener, over songs: [Song], by chance: inout SplitMix64) -> [Play] {
    let liked = songs.map(listener.taste.weight(of:))
    var open = songs.map { !listener.unheard.contains($0.id) }
    return (0..<listener.activity).compactMap { _ in
        let noise = chance.unit() < noiseShare
        let weights = songs.indices.map { place in
            open[place] ? noise ? songs[place].popularity : liked[place] : 0
        }
        guard let place = chance.place(in: weights) else { return nil }
        open[place] = false
        let favourite = listener.taste.artists.contains(songs[place].artist)
        let count = count(for: favourite ? .favourite : noise ? .noise : .taste, by: &chance)
        return Play(user: listener.user, song: songs[place].id, count: count)
    }
}

/// Everybody's plays, by user and then song.
func allPlays(over songs: [Song], by chance: inout SplitMix64) -> [Play] {
    (1...listenerCount).flatMap { user in
        let drawn = Listener(
            user: user, taste: taste(over: songs, by: &chance), activity: activity(by: &chance))
        let listener = user == namedListener ? named(over: songs) : drawn
        return plays(of: listener, over: songs, by: &chance).sorted { $0.song < $1.song }
    }
}

guard CommandLine.arguments.count == 2,
    let text = try? String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
else {
    FileHandle.standardError.write(Data("usage: make-plays songs.csv > plays.tsv\n".utf8))
    exit(2)
}
var chance = SplitMix64(state: seed)
let catalogue = ranked(songs(text), by: &chance)
for play in allPlays(over: catalogue, by: &chance) {
    print(play.user, play.song, play.count, separator: "\t")
}
