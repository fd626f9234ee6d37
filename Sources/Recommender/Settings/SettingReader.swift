/// Reads one setting's value as the type that it must have.
struct SettingReader {
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
        guard case .text(let text) = value, let choice = Self.choice(text, of: Choice.self) else {
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

    /// The choice of this name in any case of letters.
    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: some StringProtocol, of type: Choice.Type
    ) -> Choice? {
        Choice.allCases.first { $0.rawValue.lowercased() == text.lowercased() }
    }

    /// Some of the choices with spaces between, in the order that they are declared in.
    func choices<Choice: RawRepresentable<String> & CaseIterable & Equatable>() throws(RecommenderError) -> [Choice] {
        let expected = "some of " + Choice.allCases.map(\.rawValue).joined(separator: " ")
        guard case .text(let text) = value else { throw bad(expected) }
        let names = text.split(separator: " ")
        let chosen = names.compactMap { Self.choice($0, of: Choice.self) }
        guard chosen.count == names.count else { throw bad(expected) }
        return Choice.allCases.filter(chosen.contains)
    }

    /// Relations with spaces between, each with a weight behind a colon where it is not 1.
    func relations() throws(RecommenderError) -> [WeighedRelation] {
        let expected = "relations such as \"sungBy releasedIn:0.5\""
        guard case .text(let text) = value else { throw bad(expected) }
        var relations: [WeighedRelation] = []
        for word in text.split(separator: " ") {
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            let weight = parts.count == 2 ? Float(parts[1]) : 1
            guard (1...2).contains(parts.count), let weight, weight >= 0, weight.isFinite else { throw bad(expected) }
            relations.append(WeighedRelation(String(parts[0]), weight: weight))
        }
        return relations
    }

    private func bad(_ expected: String) -> RecommenderError {
        .badValue(setting: name, value: value.description, expected: expected)
    }
}
