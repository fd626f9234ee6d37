import Glibc
import Session

/// The program's exit codes, as the language page fixes them.
enum ExitStatus: Int32 {
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
            case .interrupted: .interrupted
            case .closed: .closed
            }
    }
}

/// Ends the process with `status`.
func exit(with status: ExitStatus) -> Never { exit(status.rawValue) }
