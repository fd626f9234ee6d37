import SparkProtocol

/// A value of a parameter or an argument of Spark ML.
public enum Parameter: Equatable, Sendable {
    case integer(Int32)
    case long(Int64)
    case float(Float)
    case double(Double)
    case string(String)
    case boolean(Bool)
}

/// A model that the server keeps for this session.
public struct ModelHandle: Hashable, Sendable {
    public let id: String
    /// What Spark had to say about the training.
    public let warning: String?

    /// The model that has this name on the server.
    public init(id: String, warning: String? = nil) { (self.id, self.warning) = (id, warning) }
}

/// Rows that a model has, such as `userFactors`, or that a method of it makes, such as `recommendForAllUsers`.
public struct ModelRows: Equatable, Sendable {
    public let model: ModelHandle
    public let method: String
    public let arguments: [Parameter]

    public init(_ method: String, of model: ModelHandle, _ arguments: [Parameter] = []) {
        (self.method, self.model, self.arguments) = (method, model, arguments)
    }

    var fetch: Spark_Connect_Fetch {
        .with {
            $0.objRef.id = model.id
            $0.methods = [
                .with {
                    $0.method = method
                    $0.args = arguments.map { argument in .with { $0.param = argument.literal } }
                }
            ]
        }
    }
}

extension Parameter {
    var literal: Spark_Connect_Expression.Literal {
        .with {
            $0.literalType =
                switch self {
                case .integer(let value): .integer(value)
                case .long(let value): .long(value)
                case .float(let value): .float(value)
                case .double(let value): .double(value)
                case .string(let value): .string(value)
                case .boolean(let value): .boolean(value)
                }
        }
    }

    init?(_ literal: Spark_Connect_Expression.Literal) {
        switch literal.literalType {
        case .integer(let value), .short(let value), .byte(let value): self = .integer(value)
        case .long(let value): self = .long(value)
        case .float(let value): self = .float(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .boolean(let value): self = .boolean(value)
        case .binary, nil: return nil
        }
    }
}
