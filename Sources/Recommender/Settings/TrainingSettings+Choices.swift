import Neural

extension TrainingSettings {
    /// The words of which a setting takes one; none where it takes numbers or a text.
    public static func choices(of name: String) -> [String] {
        switch name.lowercased() {
        case "similarity": words(of: Similarity.self)
        case "graph": words(of: GraphRule.self)
        case "form": words(of: GraphForm.self)
        case "aggregator": words(of: GraphStage.Aggregator.self)
        case "initial": words(of: InitialRule.self)
        case "sequence": words(of: SequenceRule.self)
        case "loss": words(of: RankerLoss.self)
        case "positive": words(of: Interactions.Positive.self)
        case "holdout": words(of: HoldoutRule.self)
        default: []
        }
    }

    private static func words<Choice: RawRepresentable<String> & CaseIterable>(of type: Choice.Type) -> [String] {
        Choice.allCases.map(\.rawValue)
    }
}
