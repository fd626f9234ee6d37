/// What must agree between an answer and the one that is written down beside it.
extension [String] {
    /// Everything of a question to the graph; of the engine, whose last digits are the processor's, all but the numbers,
    /// of a list of songs their number, and of an account what its lines are about.
    public func comparable(of statement: String) -> [String] {
        let verb = statement.split(separator: " ").first.map(String.init) ?? ""
        switch verb {
        case "train", "evaluate", "inspect": return map(\.unnumbered)
        case "explain", "why": return [first?.unnumbered ?? ""] + dropFirst().compactMap(\.heading)
        case "recommend", "like", "skip", "ban", "undo", "more": return [first?.unnumbered ?? "", "\(count) lines"]
        default: return map { $0.replacing(#/in [0-9.]+ s/#, with: "in 0.0 s") }
        }
    }
}

extension String {
    /// A line without its numbers, the blanks before them, and bars.
    public var unnumbered: String {
        replacing(#/[ ]*-?[0-9][0-9.,]*/#, with: "#").replacing(#/[▁▂▃▄▅▆▇█]+/#, with: "▇")
            .split(separator: " ").joined(separator: " ")
    }

    /// The first words of a line of an account that is no path; nil of paths and empty lines.
    fileprivate var heading: String? {
        let words = unnumbered.split(separator: " ").prefix(2).joined(separator: " ")
        return words.isEmpty || contains("─") || contains("more") ? nil : words
    }
}
