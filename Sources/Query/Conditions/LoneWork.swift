import Dispatch
import Foundation
import Graph
import Synchronization

/// Work that cannot look at a cancellation itself, as the search of a regular expression, which may have no end.
///
/// It has a thread of its own. Where the flag goes up, the work is left to itself and its result is not waited for.
enum LoneWork<Result: Sendable> {
    private final class Place: Sendable {
        let result = Mutex<Result?>(nil)
        let isThere = DispatchSemaphore(value: 0)
    }

    static func run(_ cancellation: Cancellation, _ body: @escaping @Sendable () -> Result) throws(GraphError) -> Result
    {
        let place = Place()
        Thread.detachNewThread {
            let result = body()
            place.result.withLock { $0 = result }
            place.isThere.signal()
        }
        while true {
            if place.isThere.wait(timeout: .now() + .milliseconds(10)) == .success,
                let result = place.result.withLock({ $0 })
            {
                return result
            }
            try cancellation.check()
        }
    }
}
