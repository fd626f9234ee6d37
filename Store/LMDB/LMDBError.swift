import CLMDB
import Glibc

/// Why LMDB could not do its work.
public enum LMDBError: Error, Equatable, Sendable {
    /// There is no file or folder at the path.
    case missing
    /// The file is not LMDB's.
    case invalid
    /// The file was written by another version of LMDB's format.
    case versionMismatch
    /// What is stored contradicts itself; the text says where.
    case corrupted(String)
    /// The file would outgrow the memory map.
    case mapFull
    /// The disk is full.
    case diskFull
    /// The environment or the transaction may not write.
    case readOnly
    /// This thread already writes, or the lock cannot be had.
    case locked
    /// The wait for another writer was called off.
    case interrupted
    /// The transaction has been committed or aborted.
    case finished
    /// A key is empty or longer than LMDB allows, or a value has the wrong size.
    case badSize
    /// The system refused to read or write; an `errno`.
    case io(Int32)
    /// Anything else, with LMDB's code and words.
    case other(code: Int32, text: String)

    /// The error behind one of LMDB's or the system's codes.
    init(code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case MDB_INVALID: .invalid
            case MDB_VERSION_MISMATCH: .versionMismatch
            case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_CURSOR_FULL, MDB_PAGE_FULL, MDB_INCOMPATIBLE:
                .corrupted(Self.text(code))
            case MDB_PANIC: .other(code: code, text: "a write has failed; open it anew")
            case MDB_MAP_FULL: .mapFull
            case ENOSPC, EDQUOT: .diskFull
            case EACCES, EROFS, EPERM: .readOnly
            case EBUSY, EAGAIN, MDB_READERS_FULL: .locked
            case MDB_BAD_VALSIZE: .badSize
            case 1...: .io(code)
            default: .other(code: code, text: Self.text(code))
            }
    }

    /// The system's words for an `errno`; LMDB calls a write that was cut short `EIO`, as on a disk that is full.
    public static func reason(errno code: Int32) -> String {
        String(cString: strerror(code)) + (code == EIO ? " (or the disk is full)" : "")
    }

    /// LMDB's words for a code.
    private static func text(_ code: Int32) -> String {
        String(cString: mdb_strerror(code))
    }
}

/// Throws where `code` is not success.
func check(_ code: Int32) throws(LMDBError) {
    guard code == MDB_SUCCESS else { throw LMDBError(code: code) }
}

/// Whether `code` found something; throws where it says neither yes nor no.
func found(_ code: Int32) throws(LMDBError) -> Bool {
    if code == MDB_NOTFOUND { return false }
    try check(code)
    return true
}
