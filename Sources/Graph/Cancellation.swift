import Synchronization

/// A flag that a person's Ctrl-C raises and long work looks at between steps.
public final class Cancellation: Sendable {
    private let raised = Atomic<Bool>(false)

    /// A flag that is down.
    public init() {}

    /// Whether the work is to stop.
    public var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Asks the work to stop.
    public func raise() { raised.store(true, ordering: .relaxed) }

    /// Takes the flag down again, before the next work.
    public func lower() { raised.store(false, ordering: .relaxed) }

    /// Throws `GraphError.interrupted` where the flag is up.
    public func check() throws(GraphError) {
        if isRaised { throw .interrupted }
    }
}
