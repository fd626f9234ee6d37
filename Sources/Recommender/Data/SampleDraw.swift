import Neural
import Tensor

/// Draws an epoch's samples: every positive, and for each some songs that the user has not in train.
///
/// Source: He et al. 2017, arXiv:1708.05031, section 4.1: negatives uniform over the unobserved, anew each epoch.
package struct SampleDraw {
    /// What is learned from.
    let positives: SongSets
    /// How many songs there are to draw from.
    let songCount: Int
    /// How many negatives a positive gets.
    let negatives: Int
    /// What each user has skipped: half of their negatives, where there is any; nil is nothing.
    let skipped: SongSets?

    /// Draws of `negatives` for each of `positives`, half of them of what was `skipped`.
    package init(positives: SongSets, songCount: Int, negatives: Int, skipped: SongSets? = nil) {
        (self.positives, self.songCount, self.negatives, self.skipped) = (positives, songCount, negatives, skipped)
    }

    /// How many positives are drawn for together: those of some users, so that what is learned of a user lies near while
    /// it is learned from, and no more of an epoch is in memory.
    private static let portion = 1 << 18

    /// One epoch's users in portions; where there is more than one, users are in random order.
    package func portions(from random: inout RandomSource) -> [[Int]] {
        var users = Array(0..<positives.userCount)
        guard positives.pairCount > Self.portion else { return [users] }
        random.shuffle(&users)
        var (portions, count) = ([[Int]](), 0)
        for user in users {
            if portions.isEmpty || count >= Self.portion {
                portions.append([])
                count = 0
            }
            portions[portions.count - 1].append(user)
            count += positives.count(of: user)
        }
        return portions
    }

    /// The samples of some users in random order; a user who has every song gets no negatives.
    package func samples(of users: [Int], from random: inout RandomSource) -> Samples {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(users.reduce(0) { $0 + positives.count(of: $1) } * (1 + negatives))
        // The last user, counted from 1, who has each song.
        var owner = [Int32](repeating: 0, count: songCount)
        for user in users {
            let (mine, mark) = (positives[user], Int32(user + 1))
            for song in mine { owner[Int(song)] = mark }
            for song in mine {
                pairs.append(Self.packed(user, Int(song), isPositive: true))
                guard mine.count < songCount else { continue }
                for _ in 0..<negatives {
                    if let own = skipped?.drawn(of: user, &random) {
                        pairs.append(Self.packed(user, Int(own), isPositive: false))
                        continue
                    }
                    var other = random.index(below: songCount)
                    while owner[other] == mark { other = random.index(below: songCount) }
                    pairs.append(Self.packed(user, other, isPositive: false))
                }
            }
        }
        random.shuffle(&pairs)
        return Self.unpacked(pairs)
    }

    /// A sample in one word, so that shuffling moves one: target, user (31 bits), song (32 bits).
    private static func packed(_ user: Int, _ song: Int, isPositive: Bool) -> UInt64 {
        (isPositive ? 1 << 63 : 0) | UInt64(user) << 32 | UInt64(song)
    }

    private static func unpacked(_ pairs: [UInt64]) -> Samples {
        var samples = Samples()
        samples.users = pairs.map { Int32(truncatingIfNeeded: $0 >> 32 & 0x7FFF_FFFF) }
        samples.songs = pairs.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
        samples.targets = pairs.map { $0 >> 63 == 1 ? 1 : 0 }
        return samples
    }
}
