import LMDB

/// The mark by which a database is known as this store's (`FORMAT.md`).
enum Format {
    /// The version that this program reads and writes.
    static let version: UInt32 = 2
    /// The oldest version that it brings up to its own.
    private static let oldest: UInt32 = 1

    private static let magic = Array("segue\0\0\0".utf8)
    /// Where `meta` has the mark.
    static let markKey = Array("format".utf8)
    /// Where `meta` has one past the largest node number given out.
    static let nodeLimitKey = Array("nodes".utf8)

    /// The version of a database, this program's or one before; `notADatabase` where there is no mark.
    static func version(_ snapshot: Snapshot, _ meta: Database) throws(StoreError) -> UInt32 {
        guard let found = try storing({ () throws(LMDBError) in try found(snapshot, meta) }) else {
            throw .notADatabase
        }
        guard (oldest...version).contains(found) else { throw .unknownFormat(found: found, supported: version) }
        return found
    }

    /// The version that a database's mark says, if it has one.
    static func found(_ snapshot: Snapshot, _ meta: Database) throws(LMDBError) -> UInt32? {
        try snapshot.value(of: markKey, in: meta) { bytes throws(LMDBError) in version(of: bytes) } ?? nil
    }

    private static func version(of mark: Span<UInt8>) -> UInt32? {
        guard mark.count >= magic.count, magic.indices.allSatisfy({ mark[$0] == magic[$0] }) else { return nil }
        var position = RecordPosition(offset: magic.count)
        return try? mark.little(&position)
    }

    /// What a database of this program's version has under `markKey`.
    static var mark: [UInt8] {
        var bytes = magic
        bytes.append(little: version)
        return bytes
    }

    /// One past the largest node number given out.
    static func nodeLimit(_ snapshot: Snapshot, _ meta: Database) throws(LMDBError) -> Int {
        Int(truncatingIfNeeded: try snapshot.integer(of: nodeLimitKey, in: meta, as: UInt64.self) ?? 0)
    }
}
