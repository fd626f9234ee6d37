/// How an answer and the one that is written down beside it are compared.
///
/// What the graph answers is the same on every processor, and is compared to the letter, times masked. What the engine
/// answers is not: training carries last bits, which are the processor's, into the digits that are shown. Of that the
/// words are compared, listed items by overlap, and figures by tolerance.
extension [String] {
    /// Where the answer to `statement` departs from `expected`; nil where it does not.
    public func difference(from expected: [String], of statement: String) -> String? {
        switch statement.split(separator: " ").first.map(String.init) ?? "" {
        case "train": Self.lines(withoutSeconds, expected.withoutSeconds)
        case "evaluate", "inspect": Self.lines(self, expected)
        case "explain", "why": Self.explanations(self, expected)
        case "recommend", "like", "skip", "ban", "undo", "more": Self.lists(self, expected)
        default: Self.letters(timeless, expected.timeless)
        }
    }

    private static func letters(_ found: [String], _ expected: [String]) -> String? {
        if found == expected { return nil }
        let place = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let line = place ?? Swift.min(found.count, expected.count)
        func shown(_ lines: [String]) -> String { line < lines.count ? lines[line] : "the end" }
        return "line \(line + 1): \(shown(found)) instead of \(shown(expected))"
    }

    /// Lines whose words agree, and whose figures are close.
    private static func lines(_ found: [String], _ expected: [String], within share: Double = 0.08) -> String? {
        if let words = letters(found.map(\.unnumbered), expected.map(\.unnumbered)) { return words }
        for (one, other) in zip(found, expected) where !one.figures.areClose(to: other.figures, within: share) {
            return "\(one) instead of \(other)"
        }
        return nil
    }

    /// A list: the first line and the notes to the word, half of the items the same, the scores close rank by rank.
    private static func lists(_ found: [String], _ expected: [String]) -> String? {
        let (rows, others) = (found.compactMap(ListRow.init), expected.compactMap(ListRow.init))
        guard rows.count == others.count else { return "\(rows.count) rows instead of \(others.count)" }
        let common = Set(rows.map(\.item)).intersection(others.map(\.item)).count
        guard 2 * common >= rows.count else { return "\(common) of \(rows.count) items are those written down" }
        guard rows.map(\.score).areClose(to: others.map(\.score)) else {
            return "scores \(rows.map(\.score)) instead of \(others.map(\.score))"
        }
        func rest(_ lines: [String]) -> [String] {
            lines.filter { ListRow($0) == nil && !$0.contains("─") && !$0.contains("; gone: ") }.map(\.unnumbered)
        }
        return letters(rest(found), rest(expected))
    }

    /// An explanation: the score and its parts close, half of the paths the same, the weights close one after the other.
    private static func explanations(_ found: [String], _ expected: [String]) -> String? {
        // A rank below the list is one among a thousand songs whose scores lie close together.
        if let head = lines(Array(found.prefix(2)), Array(expected.prefix(2)), within: 0.25) { return head }
        let (paths, others) = (found.compactMap(PathRow.init), expected.compactMap(PathRow.init))
        guard paths.count == others.count else { return "\(paths.count) paths instead of \(others.count)" }
        let common = Set(paths.map(\.path)).intersection(others.map(\.path)).count
        guard 2 * common >= paths.count else { return "\(common) of \(paths.count) paths are those written down" }
        guard paths.map(\.weight).areClose(to: others.map(\.weight)) else {
            return "weights \(paths.map(\.weight)) instead of \(others.map(\.weight))"
        }
        return letters(found.headings, expected.headings)
    }

    /// The first word of each line that is neither of the head nor a path.
    private var headings: [String] {
        dropFirst(2).filter { PathRow($0) == nil && !$0.contains("─") && !$0.contains("more") }
            .compactMap { $0.unnumbered.split(separator: " ").first.map(String.init) }
    }

    /// The lines with times masked.
    private var timeless: [String] { map { $0.replacing(#/in ([0-9.]+|…) s/#, with: "in … s") } }

    /// The lines of a training without the column of seconds.
    private var withoutSeconds: [String] {
        timeless.map { $0.replacing(#/^((?:\w+ +)?[ 0-9]+ .*[0-9]) +[0-9.]+$/#) { "\($0.output.1)" } }
    }
}

/// A row of a list: its rank, what it is, and its score.
private struct ListRow {
    let item: String
    let score: Double

    init?(_ line: String) {
        let cells = line.split(separator: #/ {2,}/#).map { $0.trimmingPrefix(" ") }
        guard let rank = cells.first, Int(rank) != nil, let score = cells.lazy.compactMap({ Double($0) }).last else {
            return nil
        }
        // A list that moved has a column for that between the rank and the song.
        let change = cells.count > 1 && cells[1].wholeMatch(of: #/new|[▲▼][0-9]+/#) != nil
        guard cells.count > (change ? 3 : 2) else { return nil }
        (self.item, self.score) = (cells[(change ? 2 : 1)...].dropLast(2).joined(separator: "  "), score)
    }
}

/// A row of an explanation: a path and its weight.
private struct PathRow {
    let path: String
    let weight: Double

    init?(_ line: String) {
        guard let match = line.firstMatch(of: #/%  +(-?[0-9.]+)  +(you .*)$/#), let weight = Double(match.1) else {
            return nil
        }
        (path, self.weight) = (String(match.2), weight)
    }
}

extension String {
    /// A line without its numbers, their signs and the blanks before them, the star of an interval without zero, and bars.
    public var unnumbered: String {
        replacing(#/[ ]*[-+±]?[0-9][0-9.,]*(?:e-?[0-9]+)?\*?/#, with: "#").replacing(#/[▁▂▃▄▅▆▇█▏▎▍▌▋▊▉]+/#, with: "▇")
            .split(separator: " ").joined(separator: " ")
    }

    /// The numbers of a line, but for dates.
    public var figures: [Double] {
        replacing(#/[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]?[0-9:]*Z?/#, with: "").matches(
            of: #/-?[0-9][0-9,]*(?:\.[0-9]+)?(?:e-?[0-9]+)?/#
        )
        .compactMap { Double($0.output.replacing(",", with: "")) }
    }
}

extension [Double] {
    /// Whether each number is as near to its own of `others` as figures of one training on two processors are: by so
    /// large a share of it, and 0.03.
    ///
    /// Measured on the example data under the kernels of Haswell, Nehalem, SkylakeX and this machine's own: scores of a
    /// list move by up to 4 %, hit ratios by .014, the rank of a song in the middle by 11 %.
    public func areClose(to others: [Double], within share: Double = 0.08) -> Bool {
        count == others.count
            && zip(self, others).allSatisfy { abs($0 - $1) <= 0.03 + share * Swift.max(abs($0), abs($1)) }
    }
}
