import Tensor

/// Scores songs by the product of a user's and a song's factors and the song's bias, learned from preferences.
///
/// Source: Rendle et al. 2009, "BPR: Bayesian personalized ranking from implicit feedback", arXiv:1205.2618, section
/// 4.3.1.
public struct BPR: Scorer {
    /// The users' factors, then a column of ones. `[users, factors + 1]`
    let users: Matrix
    /// The songs' factors, then their biases. `[songs, factors + 1]`
    let songs: Matrix
    private let settings: TrainingSettings

    /// How often the songs of a listener who is folded in are learned from.
    private static let rounds = 40

    /// The scorer of these factors.
    init(users: Matrix, songs: Matrix, settings: TrainingSettings) {
        (self.users, self.songs, self.settings) = (users, songs, settings)
    }

    public func scores(for history: History) -> [Float] {
        if let user = history.user { return songs.products(with: users.rows(user..<user + 1)) }
        return songs.products(with: folded(history).all)
    }

    /// The factors without the bias, which says how much a song is liked, not how.
    public func embedding(of song: Int) -> [Float]? { songs.row(song).dropLast() }

    /// The factors of a listener by their songs: from the mean of all users', the steps of training with songs frozen;
    /// the same songs give the same factors. `[1, factors + 1]`
    private func folded(_ history: History) -> Matrix {
        let row = Matrix(rows: 1, columns: users.columns)
        users.all.columnSums(into: row.all)
        row.all.scale(by: 1 / Float(max(users.rows, 1)))
        row[0, users.columns - 1] = 1
        let draw = TripleDraw(positives: SongSets([history.songs]), songCount: songs.rows)
        var random = RandomSource(seed: settings.seed, stream: Stream.folding)
        for _ in 0..<Self.rounds {
            _ = draw.triples(from: &random).descend(
                row, songs, rate: settings.rate, regularization: settings.regularization, frozen: true)
        }
        return row
    }

    public var parts: [ModelPart] { [.matrix(users), .matrix(songs)] }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], settings: TrainingSettings, users userCount: Int, songs songCount: Int) {
        guard parts.count == 2, case .matrix(let users) = parts[0], case .matrix(let songs) = parts[1],
            users.rows == userCount, songs.rows == songCount, users.columns == settings.factors + 1,
            songs.columns == settings.factors + 1
        else { return nil }
        self.init(users: users, songs: songs, settings: settings)
    }
}

extension Matrix {
    /// The product of each row with `row` [1, columns]. `[rows]`
    func products(with row: Block) -> [Float] {
        let products = Matrix(rows: rows, columns: 1)
        multiply(all, row, transposing: .second, into: products.all)
        return products.values
    }
}
