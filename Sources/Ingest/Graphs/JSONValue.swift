import Graph

/// A value of JSON (RFC 8259) that still tells 5 from 5.0; a library's decoder does not, and has no columns for errors.
enum JSONValue {
    case null
    case value(PropertyValue)
    case array([JSONValue])
    case object([(name: String, value: JSONValue)])

    /// The value that a line holds.
    init(_ line: UnsafeBufferPointer<UInt8>, at location: some Located) throws(IngestError) {
        var parser = JSONParser(line: line, location: location)
        self = try parser.document()
    }

    /// The member called `name`, of an object that has it.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The text, of a value that is one.
    var text: String? {
        if case .value(.string(let text)) = self { text } else { nil }
    }
}

private struct JSONParser<Location: Located> {
    let line: UnsafeBufferPointer<UInt8>
    let location: Location
    private var place = 0
    private var depth = 0

    init(line: UnsafeBufferPointer<UInt8>, location: Location) {
        (self.line, self.location) = (line, location)
    }

    private var byte: UInt8? { place < line.count ? line[place] : nil }

    private func error(_ expected: String) -> IngestError {
        location.malformed(.syntax(column: place + 1, expected: expected))
    }

    mutating func document() throws(IngestError) -> JSONValue {
        let value = try value()
        if byte != nil { throw error("the end of the line") }
        return value
    }

    private mutating func value() throws(IngestError) -> JSONValue {
        skipBlanks()
        defer { skipBlanks() }
        switch byte {
        case 0x7B: return .object(try members())
        case 0x5B: return .array(try items())
        case 0x22: return .value(.string(try string()))
        default: return try word()
        }
    }

    private mutating func skipBlanks() {
        while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0D { place += 1 }
    }

    private mutating func take(_ wanted: UInt8, _ expected: String) throws(IngestError) {
        guard byte == wanted else { throw error(expected) }
        place += 1
    }

    private mutating func members() throws(IngestError) -> [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = []
        try list(closedBy: 0x7D) { parser throws(IngestError) in
            parser.skipBlanks()
            guard parser.byte == 0x22 else { throw parser.error("a name in quotes") }
            let name = try parser.string()
            parser.skipBlanks()
            try parser.take(0x3A, "a colon")
            members.append((name, try parser.value()))
        }
        return members
    }

    private mutating func items() throws(IngestError) -> [JSONValue] {
        var items: [JSONValue] = []
        try list(closedBy: 0x5D) { parser throws(IngestError) in items.append(try parser.value()) }
        return items
    }

    private mutating func list(
        closedBy close: UInt8, _ item: (inout Self) throws(IngestError) -> Void
    ) throws(IngestError) {
        place += 1
        depth += 1
        defer { depth -= 1 }
        if depth > 64 { throw error("at most 64 brackets within each other") }
        skipBlanks()
        if byte == close {
            place += 1
            return
        }
        while true {
            try item(&self)
            if byte == close { break }
            try take(0x2C, "a comma or the closing bracket")
        }
        place += 1
    }

    /// A number, truth or null.
    private mutating func word() throws(IngestError) -> JSONValue {
        let start = place
        while let byte, byte.isLetterOrDigit || [0x2B, 0x2D, 0x2E].contains(byte) { place += 1 }
        let word = String(decoding: line[start..<place], as: UTF8.self)
        if word == "null" { return .null }
        let isWord = word == "true" || word == "false"
        let isNumber = word.utf8.first { $0 != 0x2D }.map { $0 >= 0x30 && $0 <= 0x39 } == true
        guard isWord || isNumber, let value = PropertyValue(bare: word) else {
            place = start
            throw error(isNumber ? "a finite decimal number" : "a value")
        }
        return .value(value)
    }

    private mutating func string() throws(IngestError) -> String {
        place += 1
        var bytes: [UInt8] = []
        var copied = place
        while let byte, byte != 0x22 {
            if byte < 0x20 { throw error("an escape of a control character") }
            if byte != 0x5C {
                place += 1
                continue
            }
            bytes += line[copied..<place]
            bytes += String(try escape()).utf8
            copied = place
        }
        bytes += line[copied..<place]
        try take(0x22, "a quote to end the text")
        guard let text = String(validating: bytes, as: UTF8.self) else { throw location.malformed(.notUTF8) }
        return text
    }

    private mutating func escape() throws(IngestError) -> Unicode.Scalar {
        place += 1
        let simple: [UInt8: Unicode.Scalar] = [
            0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
        ]
        guard let byte, byte == 0x75 || simple[byte] != nil else { throw error("an escape") }
        place += 1
        if let scalar = simple[byte] { return scalar }
        let high = try unit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        try take(0x5C, "the second half of a surrogate pair")
        try take(0x75, "the second half of a surrogate pair")
        let low = try unit()
        guard high < 0xDC00, (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error("a surrogate pair") }
        return scalar
    }

    private mutating func unit() throws(IngestError) -> UInt32 {
        guard place + 4 <= line.count, line[place] != 0x2B,
            let unit = UInt32(String(decoding: line[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits") }
        place += 4
        return unit
    }
}
