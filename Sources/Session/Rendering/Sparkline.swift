/// Numbers as a line of bars, each an eighth to eight eighths of a line high.
enum Sparkline {
    private static let bars = Array("▁▂▃▄▅▆▇█")
    /// The most bars; more numbers are drawn by the means of so many parts.
    private static let widest = 40

    /// The bars, the least number lowest, or zero; numbers that are all alike are of middle height, and none is a blank.
    static func text(_ values: [Double?], fromZero: Bool = false) -> String {
        let values = parts(of: values)
        let known = values.compactMap(\.self).filter(\.isFinite)
        guard let least = fromZero ? 0 : known.min(), let most = known.max() else { return "" }
        return String(
            values.map { value -> Character in
                guard let value, value.isFinite else { return " " }
                guard most > least else { return bars[bars.count / 2] }
                return bars[Int(((value - least) / (most - least) * Double(bars.count - 1)).rounded())]
            })
    }

    private static func parts(of values: [Double?]) -> [Double?] {
        guard values.count > widest else { return values }
        return (0..<widest).map { part in
            let range = part * values.count / widest..<(part + 1) * values.count / widest
            let known = values[range].compactMap(\.self)
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
    }
}
