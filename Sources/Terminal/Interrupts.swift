import CReadline

/// What Ctrl-C does: it raises a flag of the program's, and never ends the process by itself.
public enum Interrupts {
    nonisolated(unsafe) private static var raise: @Sendable () -> Void = {}

    /// From now on SIGINT calls `raise`, which may do no more than set an atomic.
    ///
    /// Call it once, before any other thread runs.
    public static func forward(to raise: @escaping @Sendable () -> Void) {
        Self.raise = raise
        segue_on_interrupt { Interrupts.raise() }
    }
}
