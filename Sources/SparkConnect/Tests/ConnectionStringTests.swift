import SparkConnect
import Testing

@Suite struct ConnectionStringTests {
    @Test(arguments: [
        ("sc://localhost", "sc://localhost:15002/"), ("sc://localhost/", "sc://localhost:15002/"),
        ("sc://spark.example:7777/music", "sc://spark.example:7777/music"),
        ("sc://10.0.0.1:1/a%20b", "sc://10.0.0.1:1/a b"), ("sc://[::1]/music", "sc://[::1]:15002/music"),
        ("sc://[fe80::1%eth0]:99/music;user_id=me", "sc://[fe80::1%eth0]:99/music"),
        ("sc://localhost;user_id=me", "sc://localhost:15002/"), ("sc://h/s;;", "sc://h:15002/s"),
    ])
    func anAddressIsRead(text: String, description: String) throws {
        #expect(try ConnectionString(text, environment: [:]).description == description)
    }

    @Test(
        arguments: [
            ("http://localhost", .scheme, "http:", 0), ("localhost:15002", .scheme, "localhost:15002", 0),
            ("sc:///music", .missingHost, "", 5), ("sc://:15002/music", .missingHost, ":15002", 5),
            ("sc://me@host/music", .host, "me@host", 5), ("sc://[::1/music", .host, "[::1", 5),
            ("sc://[words]/music", .host, "words", 6), ("sc://h:/s", .port, ":", 6), ("sc://h:0/s", .port, ":0", 6),
            ("sc://h:65536/s", .port, ":65536", 6), ("sc://h:1a/s", .port, ":1a", 6), ("sc://[::1]x/s", .port, "x", 10),
            ("sc://h/a/b", .schema, "a/b", 7), ("sc://h/a%zz", .schema, "a%zz", 7),
            ("sc://h/s;user_id", .parameter, "user_id", 9), ("sc://h/s;=1", .parameter, "", 9),
            ("sc://h/s;token:secret", .parameter, "token", 9), ("sc://h/s;grpc-x=1", .parameter, "grpc-x", 9),
            ("sc://h/s;user_id=1;user_id=2", .repeated(name: "user_id"), "2", 19),
            ("sc://h/s;use_ssl=yes", .value(name: "use_ssl", expected: .trueOrFalse), "yes", 9),
            ("sc://h/s;session_id=7", .value(name: "session_id", expected: .uuid), "7", 9),
            ("sc://h/s;token=%0a", .value(name: "token", expected: .visibleCharacters), "", 9),
            ("sc://h/s;token=", .value(name: "token", expected: .visibleCharacters), "", 9),
            ("sc://h/s;x=%f", .value(name: "x", expected: .percentEncoding), "x", 9),
            (
                "sc://h/s;grpc_keepalive_time_ms=0",
                .value(name: "grpc_keepalive_time_ms", expected: .milliseconds), "0", 9
            ), ("sc://h/s;token=x;use_ssl=false", .tokenWithoutTLS, "", 17),
        ] as [(String, AddressFault.Kind, String, Int)])
    func aFaultHasItsKindAndItsPlace(text: String, kind: AddressFault.Kind, found: String, offset: Int) {
        let fault = #expect(throws: SparkError.self) { try ConnectionString(text, environment: [:]) }
        guard case .badAddress(let told) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(told.kind == kind && told.found == found && told.offset == offset, "\(told)")
    }

    @Test(arguments: [
        ("sc://h/s", false), ("sc://h/s;use_ssl=true", true), ("sc://h/s;token=x", true),
        ("sc://localhost/s;token=x", false), ("sc://localhost/s;token=x;use_ssl=false", false),
        ("sc://localhost/s;token=x;use_ssl=TRUE", true), ("sc://127.0.0.1/s;token=x", true),
    ])
    func aTokenImpliesTLSSaveOnThisMachine(text: String, usesTLS: Bool) throws {
        #expect(try ConnectionString(text, environment: [:]).usesTLS == usesTLS)
    }

    @Test func parametersAreReadAndTheRestAreHeaders() throws {
        let place = try ConnectionString(
            "sc://h/s;user_id=a%3Bb;user_agent=x;session_id=00000000-0000-4000-8000-00000000000A;X-One=1;two=%202",
            environment: ["USER": "other"])
        #expect(place.userID == "a;b" && place.userAgent == "x")
        #expect(place.sessionID == "00000000-0000-4000-8000-00000000000a")
        #expect(place.headers.map(\.name) == ["x-one", "two"] && place.headers.map(\.value) == ["1", " 2"])
        #expect(try ConnectionString("sc://h", environment: ["USER": "other"]).userID == "other")
        #expect(try ConnectionString("sc://h", environment: ["USER": "a", "SPARK_USER": "b"]).userID == "b")
    }

    @Test func noDumpShowsTheToken() throws {
        let place = try ConnectionString(
            "sc://h/s", environment: ["SPARK_CONNECT_AUTHENTICATE_TOKEN": "swordfish"])
        #expect(place.usesTLS && place.token?.value == "swordfish")
        var dumped = "\(place) \(String(reflecting: place))"
        dump(place, to: &dumped)
        #expect(!dumped.contains("swordfish"))
    }
}
