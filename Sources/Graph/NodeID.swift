/// A node's dense 32-bit number: arrays of the engine are indexed by it.
///
/// Numbers are given out in order of arrival and never given out again, so that a model's rows stay true.
public struct NodeID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The number itself.
    public let rawValue: UInt32

    /// The node of number `rawValue`.
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The node of number `index`; `index` must be below 2³².
    @inlinable public init(_ index: Int) { rawValue = UInt32(index) }

    /// The number as an array index.
    @inlinable public var index: Int { Int(rawValue) }

    /// Order of arrival.
    @inlinable public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// A relation's number in a graph's vocabulary, at most 32,767.
public struct RelationID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The number itself, an index into `Vocabulary.relations`.
    public let rawValue: UInt16

    /// The relation of number `rawValue`.
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Order of arrival.
    @inlinable public static func < (left: RelationID, right: RelationID) -> Bool { left.rawValue < right.rawValue }
}

/// A node type's number in a graph's vocabulary.
public struct TypeID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The number itself, an index into `Vocabulary.types`.
    public let rawValue: UInt16

    /// The type of number `rawValue`.
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Order of arrival.
    @inlinable public static func < (left: TypeID, right: TypeID) -> Bool { left.rawValue < right.rawValue }
}
