import SparkProtocol

extension SparkConnection {
    /// Sets one of Spark's settings for this session.
    public func set(_ name: String, to value: String) throws(SparkError) {
        _ = try configure {
            $0.set.pairs = [
                .with {
                    $0.key = name
                    $0.value = value
                }
            ]
        }
    }

    /// One of Spark's settings; nil where it has none of that name.
    public func setting(_ name: String) throws(SparkError) -> String? {
        let pair = try configure { $0.getOption.keys = [name] }.pairs.first
        return pair.flatMap { $0.hasValue ? $0.value : nil }
    }

    private func configure(
        _ fill: (inout Spark_Connect_ConfigRequest.Operation) -> Void
    ) throws(SparkError) -> Spark_Connect_ConfigResponse {
        let request = Spark_Connect_ConfigRequest.of(wire.session) { fill(&$0.operation) }
        let wire = wire
        return try Self.wait(on: thread, until: isCancelled) { () async throws(SparkError) in
            try await wire.ask(.config, request)
        }
    }
}

extension Wire {
    /// Lets the server forget the session.
    func releaseSession() async {
        let request = Spark_Connect_ReleaseSessionRequest.with {
            ($0.sessionID, $0.userContext, $0.clientType) = (session.id, session.user, session.clientType)
        }
        let _: Spark_Connect_ReleaseSessionResponse? = try? await line.ask(.releaseSession, request)
    }
}
