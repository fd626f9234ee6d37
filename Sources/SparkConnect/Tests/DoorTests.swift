import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import SparkConnect
import Testing

/// Who is let in, over what line, and what is told of it.
@Suite struct DoorTests {
    @Test func theTokenAndTheHeadersAreSentWithEveryCall() async throws {
        let server = try await StandIn(StandIn.Play(token: "open sesame"))
        let spark = try server.connect("token=open%20sesame;x-Team=music")
        try spark.run("SELECT 1")
        #expect(server.headers.allSatisfy { Array($0[stringValues: "x-team"]) == ["music"] })
        #expect(server.headers.allSatisfy { Array($0[stringValues: "authorization"]) == ["Bearer open sesame"] })
    }

    @Test(arguments: ["token=wrong", ""])
    func whoHasNotTheTokenIsTold(parameters: String) async throws {
        let server = try await StandIn(StandIn.Play(token: "right"))
        #expect(throws: SparkError.unauthenticated(host: "localhost", port: server.port)) {
            try server.connect(parameters)
        }
    }

    @Test func aTokenGoesOverTLS() async throws {
        let certificate = try Certificate(for: "localhost")
        let server = try await StandIn(StandIn.Play(token: "right"), security: certificate.security)
        let spark = try server.connect("use_ssl=true;token=right", certificates: certificate.file)
        #expect(try spark.batches("SELECT 1").count == 5)
        #expect(throws: SparkError.unauthenticated(host: "localhost", port: server.port)) {
            try server.connect("use_ssl=true;token=wrong", certificates: certificate.file)
        }
    }

    @Test func aCertificateThatNobodyVouchesForIsRefused() async throws {
        let certificate = try Certificate(for: "localhost")
        let server = try await StandIn(security: certificate.security)
        try expectRefusal("certificate verify failed") { try server.connect("use_ssl=true") }
    }

    @Test func aCertificateOfAnotherHostIsRefused() async throws {
        let certificate = try Certificate(for: "elsewhere.example")
        let server = try await StandIn(security: certificate.security)
        try expectRefusal("ostname") { try server.connect("use_ssl=true", certificates: certificate.file) }
    }

    @Test func aServerWithoutTLSIsRefused() async throws {
        let server = try await StandIn()
        try expectRefusal("wrong version number") { try server.connect("use_ssl=true") }
    }

    @Test func aServerThatWantsTLSIsNotReached() async throws {
        let server = try await StandIn(security: try Certificate(for: "localhost").security)
        let fault = #expect(throws: SparkError.self) { try server.connect() }
        guard case .unreachable = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test func nobodyThere() async throws {
        let server = try await StandIn()
        server.stop()
        try await Task.sleep(for: .milliseconds(100))
        let fault = #expect(throws: SparkError.self) { try server.connect() }
        guard case .unreachable("localhost", server.port, let reason) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(reason == "Connection refused")
    }

    @Test func noSuchHost() throws {
        let place = try ConnectionString("sc://no-such-host.invalid/music")
        let fault = #expect(throws: SparkError.self) { try SparkConnection(place) { false } }
        guard case .unreachable("no-such-host.invalid", 15002, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test func aServerOfSomethingElse() async throws {
        let server = try await StandIn(serves: false)
        let fault = #expect(throws: SparkError.self) { try server.connect() }
        guard case .broken = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    private func expectRefusal(_ reason: String, of connect: () throws -> SparkConnection) throws {
        let fault = #expect(throws: SparkError.self) { try connect() }
        guard case .refusedTLS("localhost", _, let told) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(told.contains(reason), "\(told)")
    }
}

/// A certificate that vouches for itself, made by `openssl`.
private struct Certificate {
    let file: String
    private let key: String

    init(for host: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        (file, key) = (folder.appending(path: "certificate.pem").path, folder.appending(path: "key.pem").path)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)", "-keyout", key, "-out", file,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
    }

    var security: HTTP2ServerTransport.Posix.TransportSecurity {
        .tls(
            certificateChain: [.file(path: file, format: .pem)], privateKey: .file(path: key, format: .pem)
        ) { $0.requireALPN = false }
    }
}
