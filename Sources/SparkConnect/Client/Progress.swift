import SparkProtocol

/// How far Spark is with what it runs, told every few seconds.
public struct Progress: Equatable, Sendable {
    /// The tasks of the stages known so far.
    public let tasks: Int
    public let completedTasks: Int
    public let runningTasks: Int
    public let bytesRead: Int

    init(_ told: Spark_Connect_ExecutePlanResponse.ExecutionProgress) {
        tasks = told.stages.reduce(0) { $0 + Int($1.numTasks) }
        completedTasks = told.stages.reduce(0) { $0 + Int($1.numCompletedTasks) }
        bytesRead = told.stages.reduce(0) { $0 + Int($1.inputBytesRead) }
        runningTasks = Int(told.numInflightTasks)
    }
}
