// How names and properties stand in a line of fields with tabs between: what would end a field is escaped.

/// What the lines of a triples file have in common.
public enum LineText {
    /// The first line of a file that says all of a graph: two tabs make a remark.
    public static let remark = "\t\tsegue triples: a tab, node, label, properties; or head, relation, tail, weight"
}

extension Unicode.Scalar {
    /// Whether it would end a field or a line.
    public var endsField: Bool { self == "\t" || self == "\n" || self == "\r" }
}

extension NodeName {
    /// `type:key` for a field of a line.
    public var field: String { type.escaped { $0 == ":" || $0.endsField } + ":" + key.escaped(\.endsField) }

    /// The name that `field` writes.
    public init(field: String) {
        let name = NodeName(field)
        self.init(type: name.type, key: name.key.unescaped)
    }
}

extension Property {
    /// `name=value` for a field of a line: a text in double quotes, a number or truth without.
    public var field: String {
        let text = if case .string(let text) = value { "\"" + text.escaped(\.endsField) + "\"" } else { value.text }
        return name.escaped { $0 == "=" || $0.endsField } + "=" + text
    }

    /// The property that `field` writes; nil where it writes none.
    public init?(field: String) {
        var isEscaped = false
        let sign = field.utf8.indices.first { place in
            defer { isEscaped = field.utf8[place] == 0x5C && !isEscaped }
            return field.utf8[place] == 0x3D && !isEscaped
        }
        guard let sign else { return nil }
        let name = String(decoding: field.utf8[..<sign], as: UTF8.self).unescaped
        let text = String(decoding: field.utf8[sign...].dropFirst(), as: UTF8.self)
        if text.utf8.count > 1, text.utf8.first == 0x22, text.utf8.last == 0x22 {
            let inner = String(decoding: text.utf8.dropFirst().dropLast(), as: UTF8.self)
            self.init(name, .string(inner.unescaped))
        } else if let value = PropertyValue(bare: text) {
            self.init(name, value)
        } else {
            return nil
        }
    }
}
