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

@Test func aSortIsStoppedByTheFlag() throws {
    let cancellation = Cancellation()
    #expect(try cancellation.sorted([3, 1, 2], by: <) == [1, 2, 3])
    cancellation.raise()
    #expect(throws: GraphError.interrupted) { try cancellation.sorted([3, 1, 2], by: <) }
}
