import CLMDB

/// How a database orders its keys and values.
public struct DatabaseFlags: OptionSet, Sendable, Hashable {
    /// LMDB's bits.
    public let rawValue: UInt32

    /// The flags of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Keys are native integers of 4 or 8 bytes.
    public static let integerKey = DatabaseFlags(rawValue: UInt32(MDB_INTEGERKEY))
    /// A key has a sorted set of values.
    public static let duplicates = DatabaseFlags(rawValue: UInt32(MDB_DUPSORT))
    /// All values have one size, and are packed.
    public static let fixedSize = DatabaseFlags(rawValue: UInt32(MDB_DUPFIXED))
    /// Values are native integers of 4 or 8 bytes.
    public static let integerDuplicates = DatabaseFlags(rawValue: UInt32(MDB_INTEGERDUP))

    /// Integer keys, each with a packed, sorted set of integers.
    public static let integerSets: DatabaseFlags = [.integerKey, .duplicates, .fixedSize, .integerDuplicates]
}

/// The name of a database and how it is ordered, before it is opened.
public struct DatabaseName: Sendable, Hashable {
    /// The name within the environment.
    public let name: String
    /// Its order.
    public let flags: DatabaseFlags

    /// A database of this name and order.
    public init(_ name: String, _ flags: DatabaseFlags = []) {
        self.name = name
        self.flags = flags
    }
}

/// A named database of an open environment.
public struct Database: Sendable, Hashable {
    /// LMDB's handle, good for as long as the environment is open.
    let handle: MDB_dbi
}

/// How a pair is written.
public struct PutFlags: OptionSet, Sendable {
    /// LMDB's bits.
    public let rawValue: UInt32

    /// The flags of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The key is past the last one: no search, full pages.
    public static let append = PutFlags(rawValue: UInt32(MDB_APPEND))
    /// The value is past the key's last one.
    public static let appendDuplicate = PutFlags(rawValue: UInt32(MDB_APPENDDUP))
    /// Leaves a key that is there as it is.
    public static let noOverwrite = PutFlags(rawValue: UInt32(MDB_NOOVERWRITE))
    /// Leaves a pair that is there as it is.
    public static let noDuplicate = PutFlags(rawValue: UInt32(MDB_NODUPDATA))
}
