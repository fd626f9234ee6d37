/// One statement of an N-Triples file, after the W3C's "RDF 1.1 N-Triples".
struct NTriplesLine {
    /// What can stand in a statement.
    enum Term {
        case iri(String)
        case blank(String)
        case literal(String, datatype: String?)
    }

    let subject: Term
    let predicate: String
    let object: Term

    /// The statement of a line; nil where the line is empty or a comment.
    init?(_ line: UnsafeBufferPointer<UInt8>, at location: some Located) throws(IngestError) {
        var scanner = Scanner(line: line, location: location)
        scanner.skipBlanks()
        if scanner.isAtEnd { return nil }
        subject = try scanner.resource("an IRI in <> or a blank node")
        predicate = try scanner.iri("an IRI in <>")
        object = try scanner.object()
        try scanner.take(0x2E, expecting: "a full stop")
        scanner.skipBlanks()
        if !scanner.isAtEnd { throw scanner.error("the end of the line") }
    }
}

/// A place in a line, going forwards.
private struct Scanner<Location: Located> {
    let line: UnsafeBufferPointer<UInt8>
    let location: Location
    var place = 0

    private var byte: UInt8? { place < line.count ? line[place] : nil }

    /// Whether nothing but a comment is left.
    var isAtEnd: Bool { byte == nil || byte == 0x23 }

    func error(_ expected: String) -> IngestError {
        location.malformed(.syntax(column: place + 1, expected: expected))
    }

    mutating func skipBlanks() {
        while let byte, byte == 0x20 || byte == 0x09 { place += 1 }
    }

    mutating func take(_ wanted: UInt8, expecting expected: String) throws(IngestError) {
        guard byte == wanted else { throw error(expected) }
        place += 1
    }

    mutating func resource(_ expected: String) throws(IngestError) -> NTriplesLine.Term {
        byte == 0x5F ? .blank(try blank()) : .iri(try iri(expected))
    }

    mutating func object() throws(IngestError) -> NTriplesLine.Term {
        guard byte == 0x22 else { return try resource("an IRI in <>, a blank node or a literal") }
        let text = try text(upTo: 0x22)
        var datatype: String?
        if byte == 0x40 {
            place += 1
            let start = place
            while let byte, byte.isLetterOrDigit || byte == 0x2D { place += 1 }
            if place == start { throw error("a language") }
        } else if byte == 0x5E {
            place += 1
            try take(0x5E, expecting: "^")
            datatype = try iri("an IRI in <>")
        }
        skipBlanks()
        return .literal(text, datatype: datatype)
    }

    mutating func iri(_ expected: String) throws(IngestError) -> String {
        guard byte == 0x3C else { throw error(expected) }
        let start = place
        let iri = try text(upTo: 0x3E)
        guard iri.utf8.contains(0x3A) else {
            place = start
            throw error("an absolute IRI")
        }
        skipBlanks()
        return iri
    }

    private mutating func blank() throws(IngestError) -> String {
        place += 1
        try take(0x3A, expecting: "a colon")
        let start = place
        while let byte, byte.isLetterOrDigit || byte >= 0x80 || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte) { place += 1 }
        // A full stop at the end is the statement's.
        while place > start, line[place - 1] == 0x2E { place -= 1 }
        guard place > start else { throw error("a blank node's label") }
        guard let label = text(start..<place) else { throw location.malformed(.notUTF8) }
        skipBlanks()
        return label
    }

    /// What stands up to `close`, which is taken too; the byte here opens it.
    private mutating func text(upTo close: UInt8) throws(IngestError) -> String {
        let isIRI = close == 0x3E
        place += 1
        var bytes: [UInt8] = []
        var copied = place
        while let byte, byte != close {
            if isIRI, byte <= 0x20 || byte == 0x3C || byte == 0x22 { throw error("a character of an IRI") }
            if byte != 0x5C {
                place += 1
                continue
            }
            bytes += line[copied..<place]
            bytes += try escape(inIRI: isIRI)
            copied = place
        }
        bytes += line[copied..<place]
        try take(close, expecting: isIRI ? "> to end the IRI" : "a quote to end the text")
        guard let text = String(validating: bytes, as: UTF8.self) else { throw location.malformed(.notUTF8) }
        return text
    }

    private mutating func escape(inIRI isIRI: Bool) throws(IngestError) -> String.UTF8View {
        place += 1
        guard let byte else { throw error("an escape") }
        let simple: [UInt8: String] = [
            0x74: "\t", 0x62: "\u{8}", 0x6E: "\n", 0x72: "\r", 0x66: "\u{C}", 0x22: "\"", 0x27: "'", 0x5C: "\\",
        ]
        if byte == 0x75 || byte == 0x55 {
            place += 1
            let end = place + (byte == 0x75 ? 4 : 8)
            guard end <= line.count, let digits = text(place..<end), let value = UInt32(digits, radix: 16),
                digits.utf8.first != 0x2B, let scalar = Unicode.Scalar(value)
            else { throw error("the hexadecimal digits of a character") }
            place = end
            return String(scalar).utf8
        }
        guard !isIRI, let text = simple[byte] else { throw error("an escape") }
        place += 1
        return text.utf8
    }

    private func text(_ range: Range<Int>) -> String? { UnsafeBufferPointer(rebasing: line[range]).text }
}

extension UInt8 {
    /// Whether it is one of ASCII's letters or digits.
    var isLetterOrDigit: Bool {
        self >= 0x30 && self <= 0x39 || self >= 0x41 && self <= 0x5A || self >= 0x61 && self <= 0x7A
    }
}
