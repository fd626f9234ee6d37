import Glibc
import Session

/// The program's exit codes, as the language page fixes them.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case failed = 1
    case usage = 2
    case cannotOpen = 3
    case interrupted = 130
    case closed = 141

    init(_ outcome: Session.Outcome) {
        self =
            switch outcome {
            case .done, .quit: .done
            case .failed, .failedAndQuit: .failed
            case .noDatabase: .cannotOpen
            case .interrupted: .interrupted
            case .closed: .closed
            }
    }

    /// When the program ends with it.
    var meaning: String {
        switch self {
        case .done: "Every statement ran."
        case .failed: "A statement failed, or the input ended within a transaction, which is undone."
        case .usage: "The command line is wrong; no database was made."
        case .cannotOpen: "The database cannot be opened."
        case .interrupted: "Ctrl-C stopped a statement of a script."
        case .closed: "Nobody reads the results any more."
        }
    }
}

/// Ends the process with `status`.
func exit(with status: ExitStatus) -> Never { exit(status.rawValue) }
