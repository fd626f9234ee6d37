/// A setting's value as a statement has it.
public enum SettingValue: Sendable, Equatable, CustomStringConvertible {
    case integer(Int)
    case number(Double)
    case text(String)
    case truth(Bool)

    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): value
        case .truth(let value): "\(value)"
        }
    }
}

extension TrainingSettings {
    /// A kind's settings, some of them given by name in any case of letters; of two of a name the later counts.
    public init(_ kind: ModelKind, _ pairs: [(name: String, value: SettingValue)]) throws(RecommenderError) {
        self.init(kind)
        for pair in pairs { try set(pair.name, pair.value) }
    }

    /// All settings of the kind by name, as `set(_:_:)` takes them.
    public var pairs: [(name: String, value: SettingValue)] {
        kind.settingNames.map { ($0, value(of: $0)) }
    }

    /// Gives one setting a value.
    public mutating func set(_ name: String, _ value: SettingValue) throws(RecommenderError) {
        let name = name.lowercased()
        guard kind.settingNames.contains(name) else { throw .unknownSetting(name, known: kind.settingNames) }
        let reader = SettingReader(name: name, value: value)
        switch name {
        case "epochs": epochs = try reader.integer(1...100_000)
        case "batch": batch = try reader.integer(1...1_000_000)
        case "rate": rate = try reader.number(above: 0, upTo: 10)
        case "negatives": negatives = try reader.integer(1...1_000)
        case "factors": factors = try reader.integer(1...4_096)
        case "layers": layers = try reader.layers()
        case "depth": depth = try reader.integer(1...64)
        case "patience": patience = try reader.integer(1...100_000)
        case "threads": threads = try reader.integer(1...256)
        case "k": k = try reader.integer(1...1_000_000)
        case "similarity": similarity = try reader.choice()
        case "shrink": shrink = try reader.number(above: nil, upTo: 1e9)
        case "regularization": regularization = try reader.number(above: 0, upTo: 1e9)
        case "keep": keep = try reader.integer(1...1_000_000)
        case "unobserved": unobserved = try reader.number(above: nil, upTo: 1e9)
        case "exponent": exponent = try reader.number(above: nil, upTo: 10)
        case "positive": positive = try reader.choice()
        case "holdout": holdout = try reader.choice()
        default: seed = UInt64(try reader.integer(0...Int.max))
        }
    }

    private func value(of name: String) -> SettingValue {
        switch name {
        case "epochs": .integer(epochs)
        case "batch": .integer(batch)
        case "rate": .number(rate)
        case "negatives": .integer(negatives)
        case "factors": .integer(factors)
        case "layers": .text(layers.map(String.init).joined(separator: "-"))
        case "depth": .integer(depth)
        case "patience": .integer(patience)
        case "threads": .integer(threads)
        case "k": .integer(k)
        case "similarity": .text(similarity.rawValue)
        case "shrink": .number(shrink)
        case "regularization": .number(regularization)
        case "keep": .integer(keep)
        case "unobserved": .number(unobserved)
        case "exponent": .number(exponent)
        case "positive": .text(positive.rawValue)
        case "holdout": .text(holdout.rawValue)
        default: .integer(Int(seed))
        }
    }
}

/// Reads one setting's value as the type that it must have.
private struct SettingReader {
    let name: String
    let value: SettingValue

    func integer(_ range: ClosedRange<Int>) throws(RecommenderError) -> Int {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .integer(let number) = value, range.contains(number) else { throw bad(expected) }
        return number
    }

    /// A number above `floor`, or from 0 where there is none.
    func number(above floor: Double?, upTo most: Double) throws(RecommenderError) -> Double {
        let expected = floor.map { "a number above \($0) and up to \(most)" } ?? "a number from 0 to \(most)"
        let number: Double? =
            switch value {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: nil
            }
        guard let number, number <= most, floor.map({ number > $0 }) ?? (number >= 0) else { throw bad(expected) }
        return number
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(RecommenderError) -> Choice {
        guard case .text(let text) = value, let choice = Choice(rawValue: text.lowercased()) else {
            throw bad(Choice.allCases.map(\.rawValue).joined(separator: " or "))
        }
        return choice
    }

    func layers() throws(RecommenderError) -> [Int] {
        let expected = "widths from 1 to 65536 such as \"64-32-16-8\", two or more, the first even"
        guard case .text(let text) = value else { throw bad(expected) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = parts.compactMap { Int($0) }
        guard widths.count == parts.count, widths.count >= 2, widths[0] % 2 == 0,
            widths.allSatisfy((1...65_536).contains)
        else { throw bad(expected) }
        return widths
    }

    private func bad(_ expected: String) -> RecommenderError {
        .badValue(setting: name, value: value.description, expected: expected)
    }
}
