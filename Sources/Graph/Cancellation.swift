import Synchronization

/// A flag that a person's Ctrl-C raises and long work looks at between steps.
public final class Cancellation: Sendable {
    private let times = Atomic<Int>(0)

    /// A flag that is down.
    public init() {}

    /// Whether the work is to stop.
    public var isRaised: Bool { times.load(ordering: .relaxed) > 0 }

    /// Whether it has been asked for more than once: even the best so far is not wanted.
    public var isRaisedAgain: Bool { times.load(ordering: .relaxed) > 1 }

    /// Asks the work to stop.
    public func raise() { times.wrappingAdd(1, ordering: .relaxed) }

    /// Takes the flag down again, before the next work.
    public func lower() { times.store(0, ordering: .relaxed) }

    /// `elements` in the order of `areInOrder`, which holds for no two that are equal; stops where the flag goes up.
    public func sorted<Element>(
        _ elements: [Element], by areInOrder: (Element, Element) -> Bool
    ) throws(GraphError) -> [Element] {
        do {
            return try elements.sorted { left, right in
                if isRaised { throw GraphError.interrupted }
                return areInOrder(left, right)
            }
        } catch { throw .interrupted }
    }

    /// Throws `GraphError.interrupted` where the flag is up.
    public func check() throws(GraphError) {
        if isRaised { throw .interrupted }
    }
}
