import Foundation
import Graph
import Tensor

extension Evidence {
    /// What the columns say to one listener of single songs: `values(for:)` without going through all songs.
    struct Answers {
        fileprivate enum Part {
            /// A number a song.
            case numbers([Float])
            /// The product of the listener's factors `[factors]` with a song's.
            case factors([Float], of: ALS)
            /// How many of the listener's songs each group has.
            case groups(SongGroups, met: [Int32: Float])
            /// The same for every song.
            case constant(Float)
        }

        fileprivate let parts: [Part]

        /// A song's numbers before scaling. `[columns]`
        func values(_ song: Int32) -> [Float] {
            parts.map { part in
                switch part {
                case .numbers(let numbers): numbers[Int(song)]
                case .factors(let user, let als): zip(user, als.songs.row(Int(song))).reduce(0) { $0 + $1.0 * $1.1 }
                case .groups(let groups, let met): log1p(groups.count(for: song, met))
                case .constant(let value): value
                }
            }
        }
    }

    /// What speaks for songs to the listener of these songs.
    func answers(for history: History) -> Answers {
        Answers(
            parts: columns.map { column in
                switch column {
                case .ease(let ease): .numbers(ease.scores(for: history))
                case .als(let als): .factors(als.user(of: history).values, of: als)
                case .popularity(let logarithms): .numbers(logarithms)
                case .groups(let groups): .groups(groups, met: groups.met(by: history))
                case .activity: .constant(log1p(Float(history.songs.count)))
                }
            })
    }

    /// A song's numbers as the ranker reads them. `[columns]`
    func scaled(_ values: [Float]) -> [Float] {
        values.indices.map { (values[$0] - scale.means[$0]) * scale.inverses[$0] }
    }
}
