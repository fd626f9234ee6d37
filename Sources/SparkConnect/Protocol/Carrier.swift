import GRPCCore
import SwiftProtobuf

/// Carries protobuf's messages over gRPC: to bytes and back.
package struct Carrier<Message: SwiftProtobuf.Message>: MessageSerializer, MessageDeserializer {
    package init() {}

    package func serialize<Bytes: GRPCContiguousBytes>(_ message: Message) throws -> Bytes {
        let wrapped: Wrapped<Bytes> = try message.serializedBytes()
        return wrapped.bytes
    }

    package func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Message {
        try Message(serializedBytes: Wrapped(bytes: bytes))
    }
}

/// Bytes of gRPC as protobuf wants them, uncopied.
private struct Wrapped<Bytes: GRPCContiguousBytes>: SwiftProtobufContiguousBytes {
    var bytes: Bytes

    init(bytes: Bytes) { self.bytes = bytes }
    init(repeating byte: UInt8, count: Int) { bytes = Bytes(repeating: byte, count: count) }
    init<Source: Sequence>(_ source: Source) where Source.Element == UInt8 { bytes = Bytes(source) }

    var count: Int { bytes.count }

    func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try bytes.withUnsafeBytes(body)
    }

    mutating func withUnsafeMutableBytes<R>(_ body: (UnsafeMutableRawBufferPointer) throws -> R) rethrows -> R {
        try bytes.withUnsafeMutableBytes(body)
    }
}
