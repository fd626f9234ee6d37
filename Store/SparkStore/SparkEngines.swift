import Graph

/// The way to a Spark server, in a program that is built with one.
public enum SparkEngines {
    /// Whether an address is one of a graph on Spark.
    public static func isAddress(_ text: String) -> Bool { text.lowercased().hasPrefix("sc://") }

    /// An address as it may be shown: without its parameters, among which its token is.
    public static func withoutSecrets(_ address: String) -> String {
        isAddress(address) ? String(address.prefix { $0 != ";" }) : address
    }

    #if !Spark
        /// The engine at an address: this program has none.
        package static func connect(
            _ address: String, _ cancellation: Cancellation
        ) throws(RemoteError) -> (any SparkEngine, SparkPlace) {
            throw .notBuilt
        }
    #endif
}
