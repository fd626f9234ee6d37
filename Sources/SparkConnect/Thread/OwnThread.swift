import Dispatch

/// Runs the tasks of a connection on a thread of its own.
///
/// Our callers block. One of them may well sit on a thread of the shared pool, and on a machine with two cores two of
/// them would be all of it: what they wait for must not need a third.
package final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "spark-connect")

    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
