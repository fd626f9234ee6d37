import Tensor

extension NeuMF {
    /// How a user is folded in.
    public struct Folding: Sendable, Equatable {
        /// How often the user's songs are learned from.
        public var rounds = 40
        /// Negatives sampled for each song, anew each round.
        public var negatives = 4
        /// Adam's learning rate; one row has less to lose than a network, so it is larger than in training.
        public var rate = 0.02
        /// The seed of the negatives.
        public var seed: UInt64 = 7

        /// Forty rounds at four negatives.
        public init() {}
    }

    /// The network of a single user, in place 0, who has `songs`, ascending: all but their row is this network's own.
    ///
    /// The row starts at the mean of all users' and follows the loss of training, songs and layers frozen; the same songs
    /// give the same row.
    public func folding(_ songs: [Int32], _ folding: Folding = Folding()) -> NeuMF {
        let row = Matrix(rows: 1, columns: shape.width)
        users.table.all.columnSums(into: row.all)
        row.all.scale(by: 1 / Float(max(shape.users, 1)))
        var shape = shape
        shape.users = 1
        let single = NeuMF(
            shape: shape, users: Embedding(table: row), songs: self.songs, hidden: hidden, output: output)
        guard !songs.isEmpty, songs.count < shape.songs else { return single }
        single.learnRow(songs, folding)
        return single
    }

    private func learnRow(_ songs: [Int32], _ folding: Folding) {
        let count = songs.count * (1 + folding.negatives)
        let pass = NeuMFPass(self, most: count)
        let (rows, gradients) = (NeuMFPass.rows(of: shape, most: count), NeuMFPass.rows(of: shape, most: count))
        let targets = (0..<count).map { $0 < songs.count ? 1 as Float : 0 }
        let users = [Int32](repeating: 0, count: count)
        let (moments, gradient) = (AdamMoments(for: self.users.table), Matrix(rows: 1, columns: shape.width))
        let (settings, taken) = (AdamSettings(rate: folding.rate), Set(songs))
        var random = RandomSource(seed: folding.seed)
        for round in 0..<folding.rounds {
            let drawn = songs + Self.others(count - songs.count, than: taken, of: shape.songs, &random)
            pass.forward(users: users[...], songs: drawn[...], rows: rows.all)
            _ = pass.backward(
                targets: targets[...], scale: 1 / Float(count), rows: rows.all, rowGradients: gradients.all)
            gradients.columns(0..<shape.width).columnSums(into: gradient.all)
            moments.step(self.users.table, gradient: gradient, number: round + 1, settings: settings)
        }
    }

    private static func others(
        _ count: Int, than taken: Set<Int32>, of limit: Int, _ random: inout RandomSource
    ) -> [Int32] {
        (0..<count).map { _ in
            var song = Int32(random.index(below: limit))
            while taken.contains(song) { song = Int32(random.index(below: limit)) }
            return song
        }
    }
}
