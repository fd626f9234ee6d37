/// What may follow a text that ends at the cursor.
public struct Completions: Equatable, Sendable {
    /// The part of the text that stays, at the start of it.
    public let kept: String
    /// What is to stand after the kept part at once: what is typed, as far as it is certain how it goes on.
    public let insertion: String
    /// What may stand after the kept part, in order.
    public let candidates: [String]
    /// Whether there are more candidates than these.
    public let isCut: Bool

    /// Nothing follows.
    static func none(after text: String) -> Completions {
        Completions(kept: text, insertion: "", candidates: [], isCut: false)
    }

    /// `candidates` in the place of `typed`: a single one is inserted with what comes `after` it.
    init(kept: String, typed: String, candidates: [String], isCut: Bool, after: (String) -> String) {
        self.kept = kept
        self.candidates = candidates
        self.isCut = isCut
        insertion =
            if isCut || candidates.isEmpty {
                typed
            } else if candidates.count == 1 {
                candidates[0] + after(candidates[0])
            } else {
                Self.common(of: candidates, atLeast: typed)
            }
    }

    private init(kept: String, insertion: String, candidates: [String], isCut: Bool) {
        (self.kept, self.insertion, self.candidates, self.isCut) = (kept, insertion, candidates, isCut)
    }

    /// What all candidates start with, in the letters of the first; never less than what is typed.
    private static func common(of candidates: [String], atLeast typed: String) -> String {
        var common = candidates[0]
        for candidate in candidates.dropFirst() {
            let same = zip(common, candidate).prefix { $0 == $1 || $0.lowercased() == $1.lowercased() }.count
            common = String(common.prefix(same))
        }
        return common.lowercased().hasPrefix(typed.lowercased()) ? common : typed
    }
}
