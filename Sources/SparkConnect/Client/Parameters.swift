import Foundation

/// The parameters of an address, each known one with a value that it can have.
struct Parameters {
    private(set) var token: ConnectionString.Secret?
    private(set) var usesTLS: Bool?
    private(set) var offsetOfTLS = 0
    private(set) var userID: String?
    private(set) var userAgent: String?
    private(set) var sessionID: String?
    private(set) var headers: [ConnectionString.Header] = []
    private(set) var keepalive: ConnectionString.Keepalive? = .init()
    private var seen: Set<String> = []

    init(_ parts: [Address.Part]) throws(AddressFault) {
        for part in parts {
            let setting = try Setting(part)
            guard seen.insert(setting.name).inserted else {
                throw setting.fault(.repeated(name: setting.name))
            }
            try take(setting)
        }
        if seen.contains("grpc_keepalive_enabled"), keepalivesOff { keepalive = nil }
    }

    private var keepalivesOff = false

    private mutating func take(_ setting: Setting) throws(AddressFault) {
        switch setting.name {
        case "token": token = ConnectionString.Secret(value: try setting.visible())
        case "use_ssl": (usesTLS, offsetOfTLS) = (try setting.bool(), setting.offset)
        case "user_id": userID = setting.value
        case "user_agent": userAgent = try setting.visible()
        case "session_id": sessionID = try setting.uuid()
        case "grpc_keepalive_enabled": keepalivesOff = try !setting.bool()
        case "grpc_keepalive_time_ms": keepalive?.time = try setting.milliseconds()
        case "grpc_keepalive_timeout_ms": keepalive?.timeout = try setting.milliseconds()
        case "grpc_keepalive_without_calls": keepalive?.withoutCalls = try setting.bool()
        default: headers.append(.init(name: setting.name, value: try setting.visible()))
        }
    }
}

/// One `name=value`.
private struct Setting {
    let name: String
    let value: String
    let offset: Int

    init(_ part: Address.Part) throws(AddressFault) {
        offset = part.offset
        let name = part.text.prefix { $0 != "=" }
        let lawful = name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        // No more than the name is shown: a mistyped token is still a token.
        guard !name.isEmpty, lawful == name, name.endIndex != part.text.endIndex, !name.hasPrefix("grpc-") else {
            throw AddressFault(kind: .parameter, found: String(lawful), offset: offset)
        }
        self.name = name.lowercased()
        guard let value = part.text[name.endIndex...].dropFirst().removingPercentEncoding else {
            throw AddressFault(
                kind: .value(name: self.name, expected: .percentEncoding), found: String(name), offset: offset)
        }
        self.value = value
    }

    func fault(_ kind: AddressFault.Kind) -> AddressFault {
        AddressFault(kind: kind, found: name == "token" ? "" : value, offset: offset)
    }

    func bool() throws(AddressFault) -> Bool {
        switch value.lowercased() {
        case "true": true
        case "false": false
        default: throw fault(.value(name: name, expected: .trueOrFalse))
        }
    }

    func uuid() throws(AddressFault) -> String {
        guard UUID(uuidString: value) != nil else { throw fault(.value(name: name, expected: .uuid)) }
        return value.lowercased()
    }

    func milliseconds() throws(AddressFault) -> Int {
        guard let number = Int(value), number > 0 else { throw fault(.value(name: name, expected: .milliseconds)) }
        return number
    }

    /// What a header can carry: something, all of it visible ASCII or blanks.
    func visible() throws(AddressFault) -> String {
        guard !value.isEmpty, value.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw fault(.value(name: name, expected: .visibleCharacters))
        }
        return value
    }
}
