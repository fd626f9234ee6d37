import Tensor

extension NeuMF {
    /// The logits of pairs, `users[i]` with `songs[i]`, worked out by `threads` threads. `[pairs]`
    public func logits(users: [Int32], songs: [Int32], threads: Int) -> [Float] {
        precondition(users.count == songs.count, "\(users.count) users beside \(songs.count) songs")
        let logits = Matrix(rows: users.count, columns: 1)
        let chunk = 512
        Team.run(threads: threads) { member in
            let pass = NeuMFPass(self, most: chunk)
            let rows = NeuMFPass.rows(of: shape, most: chunk)
            let mine = member.share(of: 0..<users.count)
            for start in stride(from: mine.lowerBound, to: mine.upperBound, by: chunk) {
                let range = start..<min(start + chunk, mine.upperBound)
                let out = pass.forward(users: users[range], songs: songs[range], rows: rows.rows(0..<range.count))
                logits.rows(range).set(out)
            }
        }
        return logits.values
    }
}
