import Foundation

/// An address cut into its parts.
struct Address {
    private(set) var host = ""
    private(set) var port = ConnectionString.defaultPort
    private(set) var schema: String?
    /// The parts between semicolons.
    private(set) var parameters: [Part] = []

    /// A piece of the text and the number of characters before it.
    struct Part {
        let text: Substring
        let offset: Int

        init(_ text: Substring, of whole: String) {
            self.text = text
            offset = whole.distance(from: whole.startIndex, to: text.startIndex)
        }

        func fault(_ kind: AddressFault.Kind) -> AddressFault {
            AddressFault(kind: kind, found: String(text), offset: offset)
        }
    }

    init(_ text: String) throws(AddressFault) {
        guard text.hasPrefix("sc://") else {
            throw AddressFault(kind: .scheme, found: String(text.prefix { $0 != "/" && $0 != ";" }), offset: 0)
        }
        let rest = text.dropFirst("sc://".count)
        let place = rest.prefix { $0 != "/" && $0 != ";" }
        try readPlace(Part(place, of: text), of: text)
        let pieces = rest[place.endIndex...].split(separator: ";", omittingEmptySubsequences: false)
        if let path = pieces.first, !path.isEmpty { schema = try Self.schema(Part(path.dropFirst(), of: text)) }
        parameters = pieces.dropFirst().filter { !$0.isEmpty }.map { Part($0, of: text) }
    }

    /// `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`.
    private mutating func readPlace(_ place: Part, of text: String) throws(AddressFault) {
        var name = place.text.prefix { $0 != ":" }
        var rest = place.text[name.endIndex...]
        if place.text.first == "[" {
            guard let end = place.text.firstIndex(of: "]") else { throw place.fault(.host) }
            name = place.text[..<end].dropFirst()
            rest = place.text[end...].dropFirst()
            let number = name.prefix { $0 != "%" }
            let zone = name[number.endIndex...]
            guard number.contains(":"), number.allSatisfy({ $0.isHexDigit || ":.".contains($0) }),
                Self.isName(zone.dropFirst())
            else { throw Part(name, of: text).fault(.host) }
        } else if !Self.isName(name) {
            throw Part(name, of: text).fault(.host)
        }
        guard !name.isEmpty else { throw place.fault(.missingHost) }
        // The zone of a local address is behind a percent sign, which an address escapes.
        host = String(name.replacing("%25", with: "%"))
        guard !rest.isEmpty else { return }
        port = try Self.port(Part(rest, of: text))
    }

    private static func isName(_ text: Substring) -> Bool {
        text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    }

    private static func port(_ part: Part) throws(AddressFault) -> Int {
        let digits = part.text.dropFirst()
        guard part.text.first == ":", !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int(digits), (1...65535).contains(number)
        else { throw part.fault(.port) }
        return number
    }

    private static func schema(_ part: Part) throws(AddressFault) -> String? {
        guard !part.text.contains("/"), let decoded = part.text.removingPercentEncoding else {
            throw part.fault(.schema)
        }
        return decoded.isEmpty ? nil : decoded
    }
}
