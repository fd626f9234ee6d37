import Foundation
import Testing

/// Writes down what tests compare with, where the environment has `SEGUE_RECORD`.
public enum Recording {
    /// Whether answers are written down.
    public static let isOn = ProcessInfo.processInfo.environment["SEGUE_RECORD"] != nil

    /// Notes that a file was written anew: nothing was compared, so that the test has not passed.
    public static func note(_ file: String, sourceLocation: SourceLocation = #_sourceLocation) {
        Issue.record(
            "\(file) was written anew; read what changed, then run the tests without SEGUE_RECORD",
            sourceLocation: sourceLocation)
    }
}
