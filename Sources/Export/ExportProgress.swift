/// How far an export is.
public struct ExportProgress: Equatable, Sendable {
    /// What it is about.
    public enum Step: Hashable, Sendable {
        /// Looking for all properties that there are, which some files name first.
        case surveying
        /// Writing the file.
        case writing
    }

    /// What it is about.
    public let step: Step
    /// How many nodes and edges are done.
    public let done: Int
    /// How many there are.
    public let of: Int
}
