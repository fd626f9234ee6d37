/// Where what does not fit into memory goes.
public struct SpillSpace: Sendable, Equatable {
    /// How many bytes of memory may be taken.
    public var memory: Int
    /// On whose disk temporary files go.
    public var folder: String

    /// So much memory, the rest on the disk of `folder`.
    public init(memory: Int, folder: String) { (self.memory, self.folder) = (memory, folder) }

    /// No more than the memory: nothing goes to a disk.
    public static let unbounded = SpillSpace(memory: .max, folder: "/nowhere")
}
