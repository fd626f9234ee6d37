import Foundation
import Graph
import Synchronization

/// A graph in the tables of a Spark schema: `sc://HOST:PORT/SCHEMA`.
///
/// It is read, and replaced as a whole; it belongs to one thread.
public final class SparkGraph {
    /// How a graph is opened.
    public struct Options: Sendable {
        /// Writes no models either.
        public var isReadOnly: Bool
        /// How many bytes of memory training may take.
        public var memory: Int
        /// Where models of remote graphs are kept, each graph's in a folder of its own.
        public var models: URL

        /// These settings.
        public init(isReadOnly: Bool, memory: Int, models: URL) {
            (self.isReadOnly, self.memory, self.models) = (isReadOnly, memory, models)
        }
    }

    /// The address without what is secret.
    public let place: SparkPlace
    public let isReadOnly: Bool
    public let memory: Int
    /// Where its models are kept, on this machine.
    public let modelFolder: URL

    package let engine: any SparkEngine
    private let cancellation: Cancellation
    /// The reader of the graph that the schema had last: what is under a tag never changes, so that it is kept.
    private var last: SparkReader?

    /// Opens the graph at an address; `noGraph` where its schema has none.
    public convenience init(
        at address: String, options: Options, cancellation: Cancellation
    ) throws(RemoteError) {
        let (engine, place) = try SparkEngines.connect(address, cancellation)
        var own = options
        own.models = options.models.appendingPathComponent(place.fileName)
        self.init(engine, place, options: own, cancellation: cancellation)
        _ = try reader()
    }

    /// A graph that an engine has, whose models are right in the options' folder; whether it is there is seen when it is
    /// read.
    package init(
        _ engine: any SparkEngine, _ place: SparkPlace, options: Options, cancellation: Cancellation
    ) {
        (self.engine, self.place, self.cancellation) = (engine, place, cancellation)
        (isReadOnly, memory) = (options.isReadOnly, options.memory)
        modelFolder = options.models
    }

    /// A reader of the graph that the schema has now.
    public func reader() throws(RemoteError) -> SparkReader {
        guard var found = try SparkState.pointer(in: place.schema, engine) else {
            throw .noGraph(schema: place.schema)
        }
        if let last, last.tables.tag == found.tag { return last }
        let tables = SparkTables(schema: place.schema, tag: found.tag)
        found.vocabulary = try VocabularyRows(tables, engine).vocabulary()
        let reader = SparkReader(engine, tables, found, cancellation: cancellation)
        last = reader
        return reader
    }
}

/// Where a graph is: what of its address may be shown.
public struct SparkPlace: Sendable, Equatable {
    public let host: String
    public let port: Int
    public let schema: String

    /// The place of these parts.
    public init(host: String, port: Int, schema: String) {
        (self.host, self.port, self.schema) = (host, port, schema)
    }

    /// `sc://HOST:PORT/SCHEMA`.
    public var address: String { "sc://\(host):\(port)/\(schema)" }

    /// A name for files: what is no letter, digit or dot of the address becomes `-`.
    var fileName: String {
        String("\(host)-\(port)-\(schema)".map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
    }
}
