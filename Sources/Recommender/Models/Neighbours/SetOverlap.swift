/// How alike sets are, by what they have in common: songs by their listeners, or listeners by their songs.
struct SetOverlap: Sendable {
    /// The sets. `[sets]`
    let sets: SongSets
    /// For each member the sets that it is in. `[members]`
    let inverted: SongSets
    /// What counts as alike: `similarity`, `shrink` and `k`.
    let settings: TrainingSettings

    /// A set and how alike it is.
    struct Neighbour: Sendable {
        let set: Int32
        let similarity: Float
    }

    /// The k sets most like the set of these members, most alike first, of equals the first; `excluded` is left out.
    ///
    /// `common` is all zeros before and after. `[sets]`
    func neighbours(
        of members: some Collection<Int32>, excluding excluded: Int?, counting common: inout [Int32]
    ) -> [Neighbour] {
        var met: [Int32] = []
        for member in members {
            for other in inverted[Int(member)] where Int(other) != excluded {
                if common[Int(other)] == 0 { met.append(other) }
                common[Int(other)] += 1
            }
        }
        var rated = met.map { other in
            Neighbour(
                set: other,
                similarity: settings.similarity(
                    members.count, sets[Int(other)].count, common: Int(common[Int(other)])))
        }
        for other in met { common[Int(other)] = 0 }
        rated.sort { $0.similarity == $1.similarity ? $0.set < $1.set : $0.similarity > $1.similarity }
        return Array(rated.prefix(settings.k))
    }
}

extension TrainingSettings {
    /// How alike sets of `left` and `right` members are that have `common` of them in common.
    fileprivate func similarity(_ left: Int, _ right: Int, common: Int) -> Float {
        let (left, right, common) = (Double(left), Double(right), Double(common))
        switch similarity {
        case .cosine: return Float(common / ((left * right).squareRoot() + shrink))
        case .jaccard: return Float(common / (left + right - common + shrink))
        }
    }
}
