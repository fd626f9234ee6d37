/// One listener of a given split: what may be learned from, what is held out, and what it is ranked among.
///
/// Splits are kept beside the graph: `test` and `negatives` are no edges.
public struct SplitRow: Equatable, Sendable {
    /// The listener.
    public let user: NodeID
    /// The songs of the training file, in its order.
    public let train: [NodeID]
    /// The held-out song, where the listener has one.
    public let test: NodeID?
    /// The given negatives, in the file's order; they may overlap `train` and are used as they are.
    public let negatives: [NodeID]

    /// A row of these parts.
    public init(user: NodeID, train: [NodeID], test: NodeID?, negatives: [NodeID]) {
        self.user = user
        self.train = train
        self.test = test
        self.negatives = negatives
    }
}
