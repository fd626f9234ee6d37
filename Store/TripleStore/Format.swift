import LMDB

/// The mark by which a database is known as this store's (`FORMAT.md`).
enum Format {
    /// The version that this program reads and writes.
    static let version: UInt32 = 3
    /// The oldest version that it brings up to its own.
    static let oldest: UInt32 = 1
    /// The oldest version that it reads as it is: one without sums.
    static let oldestReadable: UInt32 = 2
    /// The first version with sums.
    private static let firstSummed: UInt32 = 3

    private static let magic = Array("segue\0\0\0".utf8)
    /// Where `meta` has the mark.
    static let markKey = Array("format".utf8)
    /// Where `meta` has one past the largest node number given out.
    static let nodeLimitKey = Array("nodes".utf8)
    /// Where `meta` has the sums of contents.
    static let sumsKey = Array("sums".utf8)

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
        let mark = try snapshot.value(of: markKey, in: meta) { bytes throws(LMDBError) in version(of: bytes) }
        guard let found = mark ?? nil else { return nil }
        // Taken for an earlier one, it would be brought to this format once more, and ruined.
        let hasSums = try snapshot.pairHash(of: sumsKey, in: meta) != nil
        guard found >= firstSummed || !hasSums else { throw .corrupted("the mark of the format") }
        return found
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
        let limit = try snapshot.integer(of: nodeLimitKey, in: meta, as: UInt64.self) ?? 0
        guard limit <= UInt64(UInt32.max) else { throw .corrupted("the count of nodes") }
        return Int(limit)
    }

    /// The sums of contents, all 0 before the first write.
    static func sums(_ snapshot: Snapshot, _ meta: Database, nodeLimit: Int) throws(LMDBError) -> ContentSums {
        try snapshot.value(of: sumsKey, in: meta) { bytes throws(LMDBError) in
            try ContentSums(bytes, nodeLimit: nodeLimit)
        } ?? ContentSums()
    }
}
