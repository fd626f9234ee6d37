import Foundation
import SparkConnect
import Testing

/// The Spark server that the environment names (`SEGUE_SPARK=sc://localhost:15002`), and a schema of our own on it.
enum LiveServer {
    static let address = ProcessInfo.processInfo.environment["SEGUE_SPARK"]
    static let schema = "segue_connect_tests"

    static func connect(
        _ parameters: String = "", until isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> SparkConnection {
        let text = try #require(address) + (parameters.isEmpty ? "" : "/;\(parameters)")
        return try SparkConnection(ConnectionString(text), isCancelled: isCancelled)
    }
}

extension SparkConnection {
    /// All batches of a statement.
    func batches(_ sql: String, naming rows: [NamedRows] = []) throws(SparkError) -> [[UInt8]] {
        var batches: [[UInt8]] = []
        try run(sql, naming: rows) { batches.append($0) }
        return batches
    }

    /// Whether a text is among the bytes of the rows. Texts lie plain in Arrow's format.
    func finds(_ text: String, in sql: String, naming rows: [NamedRows] = []) throws(SparkError) -> Bool {
        try batches(sql, naming: rows).contains { String(decoding: $0, as: UTF8.self).contains(text) }
    }
}
