import Arrow
import Graph

/// Properties as tables have them: `properties`, a map of texts that people ask by name, and `kinds`, a letter for each
/// in the order of the names, which tells a number 5 from a text "5". Both are null where there is none.
package struct PropertyColumns {
    private let names: [[String]?]
    private let values: [[String]?]
    private let kinds: [String?]

    /// What a statement selects for them.
    package static let selected = "map_keys(properties) AS names, map_values(properties) AS texts, kinds"
    /// What makes the map of the columns that are brought.
    package static let made = "map_from_arrays(names, texts) AS properties, kinds"

    /// The columns of a batch.
    package init(_ batch: RecordBatch) throws(RemoteError) {
        (names, values, kinds) = try reading { () throws(ArrowError) in
            (
                try batch.optionalLists("names", of: String.self), try batch.optionalLists("texts", of: String.self),
                try batch.optionalTexts("kinds")
            )
        }
    }

    /// The properties of a row, in the order of their names.
    package subscript(row: Int) -> [Property] {
        get throws(RemoteError) {
            guard let names = names[row], let values = values[row], let kinds = kinds[row] else { return [] }
            guard names.count == values.count, names.count == kinds.utf8.count else {
                throw .contradiction("properties without a kind")
            }
            let sorted = zip(names, values).sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
            var properties: [Property] = []
            for ((name, text), letter) in zip(sorted, kinds) {
                guard let kind = PropertyValue.Kind(letter: letter), let value = PropertyValue(text, kind: kind) else {
                    throw .contradiction("the property `\(name)`, which is no value of its kind")
                }
                properties.append(Property(name, value))
            }
            return properties
        }
    }

    /// The columns that bring the properties of rows.
    package static func columns(_ rows: [[Property]]) -> [Column] {
        let sorted = rows.map { properties in
            properties.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
        func column<Value>(_ value: ([Property]) -> Value) -> [Value?] { sorted.map { $0.isEmpty ? nil : value($0) } }
        return [
            .textLists("names", column { $0.map(\.name) }),
            .textLists("texts", column { $0.map(\.value.text) }),
            .texts("kinds", column { String($0.map(\.value.kind.letter)) }),
        ]
    }
}

extension PropertyValue.Kind {
    /// The first letter of its name.
    fileprivate var letter: Character { Character(String(rawValue.prefix(1))) }

    fileprivate init?(letter: Character) {
        guard let kind = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
        self = kind
    }
}
