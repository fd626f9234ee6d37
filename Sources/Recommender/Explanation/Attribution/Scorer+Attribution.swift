import Tensor

extension Popularity {
    /// All of it is the song's.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        let score = counts[Int(song)]
        return Attribution(score: score, bias: Double(score), shares: [])
    }
}

extension ItemKNN {
    /// The sum that it is.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        linear(song, history, weights: history.songs.map { Double(weights.weight(of: $0, on: song)) })
    }
}

extension EASE {
    /// The sum that it is.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        linear(song, history, weights: self.weights(of: history, on: song))
    }

    /// What each of the listener's songs adds. `[songs of the history]`
    func weights(of history: History, on song: Int32) -> [Double] {
        history.songs.map { Double(weights.weight(of: $0, on: song)) }
    }
}

extension UserKNN {
    /// Each like listener's share falls in equal parts on the songs that they have in common with the user.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        var common = [Int32](repeating: 0, count: overlap.sets.userCount)
        var weights = [Double](repeating: 0, count: history.songs.count)
        for neighbour in overlap.neighbours(of: history.songs, excluding: history.user, counting: &common)
        where overlap.sets.contains(user: Int(neighbour.set), song: song) {
            let shared = history.songs.indices.filter {
                overlap.sets.contains(user: Int(neighbour.set), song: history.songs[$0])
            }
            for place in shared { weights[place] += Double(neighbour.similarity) / Double(shared.count) }
        }
        return linear(song, history, weights: weights)
    }
}

extension ALS {
    /// The sum that it is: `h_c · A⁻¹ Σ h_i` with the listener's `A`. Source: Hu et al. 2008, section 5.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        linear(song, history, weights: weights(of: history, on: song))
    }

    /// What each of the listener's songs adds. `[songs of the history]`
    func weights(of history: History, on song: Int32) -> [Double] {
        let asked = user(of: history, for: songs.rows(Int(song)..<Int(song) + 1)).row(0)
        return history.songs.map { other in
            zip(asked, songs.row(Int(other))).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
    }
}

extension LightGCN {
    /// A listener's embedding is what their songs bring, and beside it what was learned of them, which is the rest.
    public func attribution(of song: Int32, for history: History) -> Attribution {
        let root = Double(history.songs.count).squareRoot()
        let mine = songs.row(Int(song))
        var attribution = linear(
            song, history,
            weights: history.songs.map { other in
                zip(mine, brought.row(Int(other))).reduce(0) { $0 + Double($1.0) * Double($1.1) } / root
            })
        if history.user != nil { attribution.rest = attribution.residual }
        return attribution
    }
}
