import LMDB

/// The mark by which a database is known as this store's (`FORMAT.md`).
enum Format {
    /// The version that this program reads and writes.
    static let version: UInt32 = 1

    private static let magic = Array("segue\0\0\0".utf8)
    private static let markKey = Array("format".utf8)
    /// Where `meta` has one past the largest node number given out.
    static let nodeLimitKey = Array("nodes".utf8)

    /// Throws `unknownFormat`, or `notADatabase` where there is no mark.
    static func check(_ snapshot: Snapshot, _ meta: Database) throws(StoreError) {
        let found = try storing { () throws(LMDBError) in
            try snapshot.value(of: markKey, in: meta) { bytes throws(LMDBError) in version(of: bytes) } ?? nil
        }
        guard let found else { throw .notADatabase }
        guard found == version else { throw .unknownFormat(found: found, supported: version) }
    }

    private static func version(of mark: Span<UInt8>) -> UInt32? {
        guard mark.count >= magic.count, magic.indices.allSatisfy({ mark[$0] == magic[$0] }) else { return nil }
        var position = RecordPosition(offset: magic.count)
        return try? mark.little(&position)
    }

    /// Writes the mark into a new database.
    static func mark(_ transaction: borrowing WriteTransaction, _ meta: Database) throws(LMDBError) {
        var bytes = magic
        bytes.append(little: version)
        try transaction.put(bytes, at: markKey, in: meta)
    }

    /// One past the largest node number given out.
    static func nodeLimit(_ snapshot: Snapshot, _ meta: Database) throws(LMDBError) -> Int {
        Int(try snapshot.integer(of: nodeLimitKey, in: meta, as: UInt64.self) ?? 0)
    }
}
