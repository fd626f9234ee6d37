/// What was meant by a word that nothing is called.
public enum Spelling {
    /// The words nearest to `word`, best first and never far: within max(1, length / 3) slips of the finger.
    ///
    /// Letters compare without regard to case. Of equally near words the first given comes first.
    public static func suggestions(
        for word: String, among candidates: some Sequence<String>, limit: Int = 3
    ) -> [String] {
        guard limit > 0 else { return [] }
        let typed = Letters(word)
        var bound = max(1, typed.count / 3)
        var best: [(word: String, distance: Int)] = []
        for candidate in candidates where candidate != word {
            guard let distance = typed.distance(to: Letters(candidate), atMost: bound) else { continue }
            guard !best.contains(where: { $0.word == candidate }) else { continue }
            let place = best.firstIndex { $0.distance > distance } ?? best.count
            best.insert((candidate, distance), at: place)
            if best.count > limit { best.removeLast() }
            if best.count == limit, let last = best.last { bound = last.distance - 1 }
        }
        return best.map(\.word)
    }

    /// The Damerau-Levenshtein distance (adjacent letters swapped count one), case ignored.
    public static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Letters(first), Letters(second))
        return first.distance(to: second, atMost: max(first.count, second.count)) ?? 0
    }
}

/// A word as its letters in lower case: bytes where all are ASCII, characters otherwise.
private enum Letters {
    case ascii([UInt8])
    case any([Character])

    init(_ word: String) {
        let lower = word.lowercased()
        self = lower.utf8.allSatisfy { $0 < 0x80 } ? .ascii(Array(lower.utf8)) : .any(Array(lower))
    }

    var count: Int {
        switch self {
        case .ascii(let bytes): bytes.count
        case .any(let characters): characters.count
        }
    }

    private var characters: [Character] {
        switch self {
        case .ascii(let bytes): bytes.map { Character(Unicode.Scalar($0)) }
        case .any(let characters): characters
        }
    }

    /// The distance, nil where it is above `bound`.
    func distance(to other: Letters, atMost bound: Int) -> Int? {
        if case .ascii(let first) = self, case .ascii(let second) = other {
            return editDistance(first, second, atMost: bound)
        }
        guard abs(count - other.count) <= bound else { return nil }
        return editDistance(characters, other.characters, atMost: bound)
    }
}

/// Damerau-Levenshtein by three rows (optimal string alignment); stops once all is above `bound`.
private func editDistance<Letter: Equatable>(_ first: [Letter], _ second: [Letter], atMost bound: Int) -> Int? {
    guard abs(first.count - second.count) <= bound else { return nil }
    var before: [Int] = []
    var above = Array(0...second.count)
    for (row, letter) in first.enumerated() {
        var current = [row + 1]
        current.reserveCapacity(second.count + 1)
        for (column, other) in second.enumerated() {
            let changed = above[column] + (letter == other ? 0 : 1)
            var least = min(changed, above[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                least = min(least, before[column - 1] + 1)
            }
            current.append(least)
        }
        // A swap reaches back two rows.
        if let least = current.min(), least > bound, (above.min() ?? 0) >= bound { return nil }
        (before, above) = (above, current)
    }
    return above[second.count] <= bound ? above[second.count] : nil
}
