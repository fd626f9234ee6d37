import Glibc
import Terminal
import Testing

@Test func aFullDiskIsToldApartFromAReaderWhoLeft() {
    #expect(Streams.Problem(code: EPIPE).isClosed && !Streams.Problem(code: ENOSPC).isClosed)
    #expect(Streams.Problem(code: ENOSPC).reason == "No space left on device")
}

@Test func nothingToWriteIsNoProblem() {
    #expect(Streams.write("", to: .output) == nil)
}
