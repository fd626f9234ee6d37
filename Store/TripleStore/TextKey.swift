import Graph

/// The keys of the databases that are looked up by text (`FORMAT.md`).
enum TextKey {
    /// LMDB's own limit on a key, in bytes.
    private static let limit = 511
    /// The longest node key in bytes of UTF-8: two bytes go to the type.
    static let nodeKeyLimit = limit - 2
    /// The longest alias or split name in bytes of UTF-8.
    static let nameLimit = 256
    /// Folded labels are cut to at most so many bytes.
    private static let labelLimit = 480

    /// The key of a node in `keys`; nil where it is too long.
    static func node(_ type: TypeID, _ key: String) -> [UInt8]? {
        guard fits(key) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 + key.utf8.count)
        append(type, key, to: &bytes)
        return bytes
    }

    /// Whether a node's key is not too long.
    static func fits(_ key: String) -> Bool { key.utf8.count <= nodeKeyLimit }

    /// Appends the key of a node in `keys`, which must fit.
    static func append(_ type: TypeID, _ key: String, to bytes: inout [UInt8]) {
        bytes.append(big: type.rawValue)
        bytes.append(contentsOf: key.utf8)
    }

    /// The key of a folded label in `labels`, cut before the character that would not fit.
    static func label(folded: String) -> [UInt8] {
        let bytes = Array(folded.utf8.prefix(labelLimit + 1))
        guard bytes.count > labelLimit else { return bytes }
        var end = labelLimit
        while bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(bytes[..<end])
    }

    /// Appends the key of a label in `labels`.
    static func append(label: String, to bytes: inout [UInt8]) {
        let isPlain = label.utf8.count <= labelLimit && label.utf8.allSatisfy { $0 < 0x80 }
        guard isPlain else { return bytes.append(contentsOf: self.label(folded: foldedLabel(label))) }
        for byte in label.utf8 { bytes.append(0x41...0x5A ~= byte ? byte | 0x20 : byte) }
    }

    /// Whether a key of so many bytes in `labels` may stand for a longer label: then only the record tells.
    static func mayBeCut(_ count: Int) -> Bool { count > labelLimit - 4 }

    /// The start of the keys of a split's rows in `splits`.
    static func split(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(big: UInt16(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
        return bytes
    }

    /// The key of one row of a split.
    static func row(_ row: UInt32, ofSplit name: String) -> [UInt8] {
        var bytes = split(name)
        bytes.append(big: row)
        return bytes
    }
}
