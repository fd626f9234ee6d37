import Tensor

/// Scores songs by embeddings that are smoothed over the graph of who plays what.
///
/// A node's embedding is the mean of its own and of what `depth` layers bring from its neighbours, each divided by the
/// root of both nodes' degrees; a score is the product of the user's and the song's. Source: He et al. 2020,
/// "LightGCN", arXiv:2002.02126, equations 3 to 5.
///
/// A listener who is folded in is a new node beside their songs: they have no embedding of their own, so that theirs is
/// what the layers bring, from songs that do not know of them.
public struct LightGCN: Scorer {
    /// The users' embeddings after all layers. `[users, factors]`
    let users: Matrix
    /// The songs'. `[songs, factors]`
    package let songs: Matrix
    /// What each song brings to a listener who has it, but for the root of the listener's degree. `[songs, factors]`
    package let brought: Matrix

    /// The scorer of these embeddings.
    init(users: Matrix, songs: Matrix, brought: Matrix) {
        (self.users, self.songs, self.brought) = (users, songs, brought)
    }

    public func scores(for history: History) -> [Float] {
        if let user = history.user { return songs.products(with: users.rows(user..<user + 1)) }
        return songs.products(with: folded(history).all)
    }

    /// What all layers make of it.
    public func embedding(of song: Int) -> [Float]? { songs.row(song) }

    /// A listener's embedding by their songs. `[1, factors]`
    private func folded(_ history: History) -> Matrix {
        let row = Matrix(rows: 1, columns: songs.columns)
        guard !history.songs.isEmpty else { return row }
        let rows = Matrix(rows: history.songs.count, columns: songs.columns)
        rows.all.gather(brought, at: history.songs[...])
        rows.all.columnSums(into: row.all)
        row.all.scale(by: 1 / Float(history.songs.count).squareRoot())
        return row
    }

    public var parts: [ModelPart] { [.matrix(users), .matrix(songs), .matrix(brought)] }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], settings: TrainingSettings, users userCount: Int, songs songCount: Int) {
        guard parts.count == 3, case .matrix(let users) = parts[0], case .matrix(let songs) = parts[1],
            case .matrix(let brought) = parts[2], users.rows == userCount, songs.rows == songCount,
            brought.rows == songCount, [users, songs, brought].allSatisfy({ $0.columns == settings.factors })
        else { return nil }
        self.init(users: users, songs: songs, brought: brought)
    }
}
