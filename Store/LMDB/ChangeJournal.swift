import CLMDB

/// What a write transaction has changed, pair by pair, so that a later transaction can put the old state back.
///
/// It belongs to the thread of its transaction. Memory is bounded by `limit`: past it nothing more is recorded, and
/// the journal cannot be replayed.
public final class ChangeJournal {
    /// How many bytes it may take.
    public let limit: Int
    /// Whether every change is recorded.
    public private(set) var isComplete = true
    /// Whether nothing was changed.
    public var isEmpty: Bool { starts.isEmpty && isComplete }

    /// What was done to a pair.
    fileprivate enum Change: UInt8 { case wrote, removed }

    private var bytes: [UInt8] = []
    /// Where each change starts in `bytes`.
    private var starts: [Int] = []

    /// An empty journal; 128 MiB hold the changes of about a million edges.
    public init(limit: Int = 1 << 27) { self.limit = limit }

    /// Gives up: not every change is recorded.
    func abandon() { (isComplete, bytes, starts) = (false, [], []) }

    fileprivate func note(
        _ change: Change, _ value: UnsafeRawBufferPointer, at key: UnsafeRawBufferPointer, in handle: MDB_dbi
    ) {
        guard isComplete else { return }
        guard bytes.count + starts.count * 8 + key.count + value.count < limit, let handle = UInt8(exactly: handle)
        else { return abandon() }
        starts.append(bytes.count)
        bytes += [handle, change.rawValue]
        withUnsafeBytes(of: UInt32(key.count)) { bytes += $0 }
        withUnsafeBytes(of: UInt32(value.count)) { bytes += $0 }
        bytes += key
        bytes += value
    }

    /// Calls `body` with each change, the last one first; keys and values are copies, aligned as LMDB wants integers.
    fileprivate func eachFromLast(
        _ body: (MDB_dbi, Change, _ key: [UInt8], _ value: [UInt8]) throws(LMDBError) -> Void
    ) throws(LMDBError) {
        for start in starts.reversed() {
            let (keyCount, valueCount) = (count(at: start + 2), count(at: start + 6))
            let key = start + 10
            let value = key + keyCount
            try body(
                MDB_dbi(bytes[start]), Change(rawValue: bytes[start + 1])!, Array(bytes[key..<value]),
                Array(bytes[value..<value + valueCount]))
        }
    }

    private func count(at place: Int) -> Int {
        bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
    }
}

extension Snapshot {
    /// Has every change from now on recorded in `journal`.
    public func record(in journal: ChangeJournal) { self.journal = journal }

    /// Does `write`, which puts a pair, and records what it changes.
    ///
    /// `write` gets the flags to put with: in a database of duplicates those that tell whether the pair is new.
    func recording(
        _ value: UnsafeRawBufferPointer, at key: UnsafeRawBufferPointer, in handle: MDB_dbi, _ flags: PutFlags,
        _ write: (PutFlags) throws(LMDBError) -> Bool
    ) throws(LMDBError) -> Bool {
        guard let journal, journal.isComplete else { return try write(flags) }
        if try hasDuplicates(handle) {
            let isNew = try write(flags.union(.noDuplicate))
            if isNew { journal.note(.wrote, value, at: key, in: handle) }
            return isNew || !flags.contains(.noDuplicate)
        }
        // The old value is only good until the write.
        let old = try stored(at: key, in: handle).map(Array.init)
        guard try write(flags) else { return false }
        if let old {
            old.withUnsafeBytes { journal.note(.removed, $0, at: key, in: handle) }
        } else {
            journal.note(.wrote, UnsafeRawBufferPointer(start: nil, count: 0), at: key, in: handle)
        }
        return true
    }

    /// Records values that were put at a key of a database of duplicates and were not there.
    func record(new values: UnsafeRawBufferPointer, size: Int, at key: UnsafeRawBufferPointer, in handle: MDB_dbi) {
        guard let journal, journal.isComplete else { return }
        for start in stride(from: 0, to: values.count, by: size) {
            journal.note(
                .wrote, UnsafeRawBufferPointer(rebasing: values[start..<start + size]), at: key, in: handle)
        }
    }

    /// Records what is about to be removed: one value of `key`, all of them for nil.
    func recordRemoval(of value: UnsafeRawBufferPointer?, at key: UnsafeRawBufferPointer, in handle: MDB_dbi)
        throws(LMDBError)
    {
        guard let journal, journal.isComplete else { return }
        guard try hasDuplicates(handle) else {
            if let old = try stored(at: key, in: handle) { journal.note(.removed, old, at: key, in: handle) }
            return
        }
        var opened: OpaquePointer?
        try check(mdb_cursor_open(try live(), handle, &opened))
        defer { mdb_cursor_close(opened) }
        var (place, found) = (MDB_val(key), value.map(MDB_val.init) ?? MDB_val())
        var operation = value == nil ? MDB_SET_KEY : MDB_GET_BOTH
        while try LMDB.found(mdb_cursor_get(opened, &place, &found, operation)) {
            journal.note(.removed, value ?? found.bytes, at: key, in: handle)
            if value != nil { return }
            operation = MDB_NEXT_DUP
        }
    }

    private func hasDuplicates(_ handle: MDB_dbi) throws(LMDBError) -> Bool {
        var flags: UInt32 = 0
        try check(mdb_dbi_flags(try live(), handle, &flags))
        return flags & UInt32(MDB_DUPSORT) != 0
    }

    private func stored(at key: UnsafeRawBufferPointer, in handle: MDB_dbi) throws(LMDBError) -> UnsafeRawBufferPointer?
    {
        var (key, value) = (MDB_val(key), MDB_val())
        return try LMDB.found(mdb_get(try live(), handle, &key, &value)) ? value.bytes : nil
    }
}

extension WriteTransaction {
    /// Puts back what `journal` says was there before its transaction, which must be the last one.
    public func replay(_ journal: ChangeJournal) throws(LMDBError) {
        precondition(journal.isComplete, "a journal of every change")
        snapshot.writes += 1
        let transaction = try snapshot.live()
        try journal.eachFromLast { handle, change, key, value throws(LMDBError) in
            try key.lend { keyBytes throws(LMDBError) in
                try value.lend { valueBytes throws(LMDBError) in
                    var (place, pair) = (MDB_val(keyBytes), MDB_val(valueBytes))
                    switch change {
                    case .removed: try check(mdb_put(transaction, handle, &place, &pair, 0))
                    // The value of a pair that replaced none is not recorded where a key has one value.
                    case .wrote where value.isEmpty: try check(mdb_del(transaction, handle, &place, nil))
                    case .wrote: try check(mdb_del(transaction, handle, &place, &pair))
                    }
                }
            }
        }
    }
}
