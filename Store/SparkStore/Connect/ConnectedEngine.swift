#if Spark
    import Arrow
    import Graph
    import SparkConnect
    import Synchronization

    /// A Spark server, through Connect. A session that the server has lost is begun anew by the next statement.
    final class ConnectedEngine: SparkEngine {
        private let address: ConnectionString
        private let cancellation: Cancellation
        private let connection = Mutex<SparkConnection?>(nil)

        /// Connects to an address.
        init(_ address: ConnectionString, _ cancellation: Cancellation) throws(RemoteError) {
            (self.address, self.cancellation) = (address, cancellation)
            _ = try connected()
        }

        func run(
            _ statement: SparkStatement, _ body: (RecordBatch) throws(RemoteError) -> Void
        ) throws(RemoteError) {
            let rows = try statement.named()
            try answered { connection throws(RemoteError) in
                try connection.run(statement.text, naming: rows, failing: RemoteError.init) {
                    bytes throws(RemoteError) in
                    for batch in try reading({ () throws(ArrowError) in try ArrowStream.read(bytes) }) {
                        try body(batch)
                    }
                }
            }
        }

        func fitALS(
            _ parameters: [String: SparkParameter], on rows: SparkStatement
        ) throws(RemoteError) -> SparkModel {
            let named = try rows.named()
            return try learned { connection throws(SparkError) in
                let handle = try connection.fit(
                    estimator: Self.als, uid: "segue", parameters: parameters.mapValues(Parameter.init), on: rows.text,
                    naming: named)
                return SparkModel(id: handle.id)
            }
        }

        func save(_ model: SparkModel, at path: String) throws(RemoteError) {
            try learned { connection throws(SparkError) in
                try connection.save(ModelHandle(id: model.id), at: path)
            }
        }

        func loadALS(at path: String) throws(RemoteError) -> SparkModel {
            try learned { connection throws(SparkError) in
                SparkModel(id: try connection.load(Self.als + "Model", at: path).id)
            }
        }

        private static let als = "org.apache.spark.ml.recommendation.ALS"

        private func learned<Result>(
            _ body: (SparkConnection) throws(SparkError) -> Result
        ) throws(RemoteError) -> Result {
            try answered { connection throws(RemoteError) in
                do throws(SparkError) { return try body(connection) } catch { throw RemoteError(error) }
            }
        }

        func forget(_ model: SparkModel) {
            try? connection.withLock { $0 }?.delete(ModelHandle(id: model.id))
        }

        /// Runs `body` on the connection, which is given up where its session is gone.
        private func answered<Result>(
            _ body: (SparkConnection) throws(RemoteError) -> Result
        ) throws(RemoteError) -> Result {
            let current = try connected()
            do { return try body(current) } catch {
                if error == .sessionGone { connection.withLock { $0 = nil } }
                throw error
            }
        }

        private func connected() throws(RemoteError) -> SparkConnection {
            if let known = connection.withLock({ $0 }) { return known }
            let cancellation = cancellation
            let made: SparkConnection
            do throws(SparkError) {
                made = try SparkConnection(address, isCancelled: { cancellation.isRaised })
                for (name, value) in Self.settings { try made.set(name, to: value) }
            } catch { throw RemoteError(error) }
            connection.withLock { $0 = made }
            return made
        }

        /// What texts in statements mean, how numbers overflow, how many rows come in one batch, and that plans, with
        /// all rows that were sent in them, are not kept.
        private static let settings = [
            ("spark.sql.parser.escapedStringLiterals", "false"), ("spark.sql.ansi.enabled", "true"),
            ("spark.sql.execution.arrow.maxRecordsPerBatch", "100000"), ("spark.sql.session.timeZone", "UTC"),
            ("spark.connect.session.planCache.enabled", "false"),
        ]
    }

    extension SparkStatement {
        /// The rows that go along, as they are sent.
        fileprivate func named() throws(RemoteError) -> [NamedRows] {
            try rows.map { named throws(RemoteError) in
                switch named.rows {
                case .own(let batch):
                    let bytes = try reading { () throws(ArrowError) in try ArrowStream.bytes(of: batch) }
                    return NamedRows(named.name, arrow: bytes)
                case .learned(let model, let member, let arguments):
                    return NamedRows(
                        named.name,
                        ModelRows(member, of: ModelHandle(id: model.id), arguments.map(Parameter.init)))
                }
            }
        }
    }

    extension Parameter {
        fileprivate init(_ parameter: SparkParameter) {
            self =
                switch parameter {
                case .integer(let whole): .integer(Int32(clamping: whole))
                case .long(let whole): .long(whole)
                case .number(let number): .double(number)
                case .text(let text): .string(text)
                case .truth(let truth): .boolean(truth)
                }
        }
    }
#endif
