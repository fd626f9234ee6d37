import Graph
import Testing

@Test func aFlagIsRaisedRaisedAgainAndLowered() throws {
    let flag = Cancellation()
    #expect(!flag.isRaised && !flag.isRaisedAgain)
    try flag.check()
    flag.raise()
    #expect(flag.isRaised && !flag.isRaisedAgain)
    #expect(throws: GraphError.interrupted) { try flag.check() }
    flag.raise()
    #expect(flag.isRaised && flag.isRaisedAgain)
    flag.lower()
    #expect(!flag.isRaised && !flag.isRaisedAgain)
    try flag.check()
}
