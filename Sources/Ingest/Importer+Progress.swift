extension Importer {
    /// How far an import is.
    public struct Progress: Equatable, Sendable {
        /// What it is about.
        public enum Step: Hashable, Sendable {
            /// Reading a file; what it says may go into the store meanwhile.
            case reading(path: String)
            /// Storing what has been kept until all files were read.
            case storing
        }

        /// What it is about.
        public let step: Step
        /// How many rows of the file have been read, or edges stored.
        public let count: Int
        /// How much of the step is done, from 0 to 1: of a compressed file by the bytes on disk; nil where nobody knows.
        public let share: Double?
    }
}
