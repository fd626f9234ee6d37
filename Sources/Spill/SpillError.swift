/// Why a temporary file could not be used.
public enum SpillError: Error, Equatable, Sendable {
    /// The disk is full.
    case diskFull
    /// The system refused; `code` is its number (`errno`).
    case system(code: Int32)

    init(errno code: Int32) { self = code == 28 || code == 122 ? .diskFull : .system(code: code) }
}
