import SparkProtocol

extension SparkConnection {
    /// Trains an estimator, named by its class in Java, on the rows of a query. The model stays with the session.
    public func fit(
        estimator name: String, uid: String, parameters: [String: Parameter], on sql: String,
        naming rows: [NamedRows] = [], progress: (Progress) -> Void = { _ in }
    ) throws(SparkError) -> ModelHandle {
        let result = try command(progress) {
            $0.fit.estimator = .with { ($0.name, $0.uid, $0.type) = (name, uid, .estimator) }
            $0.fit.params.params = parameters.mapValues(\.literal)
            $0.fit.dataset = .sql(sql, naming: rows)
        }
        guard let info = result?.operatorInfo, !info.objRef.id.isEmpty else { throw .broken("no model after a fit") }
        return ModelHandle(id: info.objRef.id, warning: info.hasWarningMessage ? info.warningMessage : nil)
    }

    /// Rows of a model, each batch a whole stream of Arrow's IPC format.
    public func read(
        _ rows: ModelRows, batch: ([UInt8]) throws(SparkError) -> Void, progress: (Progress) -> Void = { _ in }
    ) throws(SparkError) {
        let plan = Spark_Connect_Plan.with { $0.root.mlRelation.fetch = rows.fetch }
        try execute(plan, failing: { $0 }) { (arrival) throws(SparkError) in
            switch arrival {
            case .batch(let bytes): try batch(bytes)
            case .progress(let told): progress(told)
            case .learned: break
            }
        }
    }

    /// A single value that a model has, such as its `rank`.
    public func value(_ method: String, of model: ModelHandle) throws(SparkError) -> Parameter {
        let result = try command { $0.fetch = ModelRows(method, of: model).fetch }
        guard let value = result.flatMap({ Parameter($0.param) }) else { throw .broken("no value of \(method)") }
        return value
    }

    /// Has the server write a model into a folder that its workers reach, in the place of what is there.
    public func save(_ model: ModelHandle, at path: String) throws(SparkError) {
        _ = try command {
            $0.write = .with {
                $0.objRef.id = model.id
                ($0.path, $0.shouldOverwrite) = (path, true)
            }
        }
    }

    /// The model, named by its class in Java, that a folder has.
    public func load(_ name: String, at path: String) throws(SparkError) -> ModelHandle {
        let result = try command {
            $0.read = .with {
                $0.operator = .with { ($0.name, $0.type) = (name, .model) }
                $0.path = path
            }
        }
        guard let info = result?.operatorInfo, !info.objRef.id.isEmpty else { throw .broken("no model after a load") }
        return ModelHandle(id: info.objRef.id, warning: nil)
    }

    /// Lets the server forget a model.
    public func delete(_ model: ModelHandle) throws(SparkError) {
        _ = try command { $0.delete.objRefs = [.with { $0.id = model.id }] }
    }

    private func command(
        _ progress: (Progress) -> Void = { _ in }, _ fill: (inout Spark_Connect_MlCommand) -> Void
    ) throws(SparkError) -> Spark_Connect_MlCommandResult? {
        let plan = Spark_Connect_Plan.with { fill(&$0.command.mlCommand) }
        var result: Spark_Connect_MlCommandResult?
        try execute(plan, failing: { $0 }) { (arrival) throws(SparkError) in
            switch arrival {
            case .learned(let learned): result = learned
            case .progress(let told): progress(told)
            case .batch: break
            }
        }
        return result
    }
}
