#if Spark
    import Graph
    import SparkConnect

    extension RemoteError {
        /// What the client of Spark Connect met.
        init(_ error: SparkError) {
            self =
                switch error {
                case .badAddress(let fault): .badAddress(fault.found, problem: fault.problem)
                case .unreachable(let host, let port, let reason):
                    .unreachable(place: "\(host):\(port)", reason: reason)
                case .refusedTLS(let host, let port, let reason):
                    .unreachable(place: "\(host):\(port)", reason: "no safe connection: \(reason)")
                case .unauthenticated(let host, let port): .refused(place: "\(host):\(port)")
                case .sessionGone: .sessionGone
                case .failed(let kind, _, let message, _): .failed(kind: kind, message: message)
                case .interrupted: .interrupted
                case .broken(let text): .broken(text)
                }
        }
    }

    extension AddressFault {
        /// What is wrong, in a few words.
        fileprivate var problem: String {
            switch kind {
            case .scheme: "it begins with sc://"
            case .missingHost: "it has no host"
            case .host: "the host has a character that no host has"
            case .port: "the port is a number from 1 to 65535"
            case .schema: "after the slash comes the name of one schema"
            case .parameter: "a parameter is written name=value"
            case .repeated(let name): "`\(name)` is given twice"
            case .value(let name, let expected): "`\(name)` \(expected.words)"
            case .tokenWithoutTLS: "a token goes over TLS alone, or to localhost"
            }
        }
    }

    extension AddressFault.Expected {
        fileprivate var words: String {
            switch self {
            case .trueOrFalse: "is true or false"
            case .uuid: "is a UUID"
            case .milliseconds: "is a number of milliseconds"
            case .visibleCharacters: "has characters that can be seen"
            case .percentEncoding: "has a broken percent escape"
            }
        }
    }

    extension SparkEngines {
        /// Connects to a server, and says which schema of it is meant.
        package static func connect(
            _ address: String, _ cancellation: Cancellation
        ) throws(RemoteError) -> (any SparkEngine, SparkPlace) {
            let place: ConnectionString
            do { place = try ConnectionString(address) } catch { throw RemoteError(error) }
            guard let schema = place.schema, !schema.isEmpty else {
                throw .badAddress(withoutSecrets(address), problem: "it names no schema")
            }
            let engine = try ConnectedEngine(place, cancellation)
            return (engine, SparkPlace(host: place.host, port: place.port, schema: schema))
        }
    }
#endif
