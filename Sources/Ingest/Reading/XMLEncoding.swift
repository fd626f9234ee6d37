/// How the text of an XML file is written, as far as Foundation's parser can be trusted with it.
///
/// The parser ends the program where a name is not UTF-8, and goes on after a mistake in the encoding: only what is read
/// by libxml2's own tables goes to it unseen.
enum XMLEncoding {
    /// UTF-8, which has to be looked at.
    case utf8
    /// UTF-16 with its mark, or ISO 8859-1 by name: every byte sequence is a text.
    case own

    /// The encoding of a file that starts so.
    init(startingWith bytes: some Sequence<UInt8>) {
        let start = Array(bytes.prefix(200))
        let isWide = start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE])
        let declaration = String(decoding: start.prefix { $0 != 0x3E }, as: UTF8.self).lowercased()
        let isLatin = ["\"iso-8859-1\"", "'iso-8859-1'"].contains { declaration.contains("encoding=\($0)") }
        self = isWide || declaration.hasPrefix("<?xml") && isLatin ? .own : .utf8
    }
}

/// Looks at UTF-8 that comes in parts.
struct UTF8Parts {
    /// The start of a character whose end is in the next part.
    private(set) var pending: [UInt8] = []
    /// How many line ends have come.
    private(set) var lines = 0

    /// How many of the bytes are whole characters, the rest being kept for the next part; nil where they are no UTF-8.
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var end = bytes.count
        // A character has at most four bytes, the first of which tells.
        for back in 1..<4 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            if width > back { end = bytes.count - back }
            break
        }
        let whole = UnsafeBufferPointer(rebasing: bytes[..<end])
        guard whole.isUTF8 else { return nil }
        lines += whole.count { $0 == 0x0A }
        pending = Array(bytes[end...])
        return end
    }
}
