import Graph

/// A node as it stands under its label in `labels`: its number, then its type (`FORMAT.md`).
struct LabelEntry {
    /// The entry as one integer: entries sort by number.
    let word: UInt64

    init(_ node: NodeID, _ type: TypeID) { word = UInt64(node.rawValue) << 32 | UInt64(type.rawValue) }

    init(word: UInt64) { self.word = word }

    var node: NodeID { NodeID(rawValue: UInt32(truncatingIfNeeded: word >> 32)) }

    var type: TypeID { TypeID(rawValue: UInt16(truncatingIfNeeded: word)) }
}
