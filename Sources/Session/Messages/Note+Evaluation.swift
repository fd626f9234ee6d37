import Recommender

extension Note {
    /// What the signs and figures of an evaluation's page mean.
    static func evaluationKey(of users: String, _ seed: UInt64, isGrouped: Bool, isPaired: Bool, isLong: Bool) -> String
    {
        let resamples = Bootstrap.resamples.grouped
        let lines = [
            isGrouped ? "1–10: tenths of the listeners by how many songs the model knows of them (listeners)" : nil,
            "± the farther end of the 95 % interval: \(resamples) resamples of the \(users), seed \(seed)",
            isPaired ? "* the interval of the lead, of the same listeners in pairs, leaves out zero" : nil,
            "recall is hr, one song being held out; novelty in bits; "
                + "diversity in steps between songs of a list, \(KnowledgeGraph.farthest) at most",
            isLong ? "diversity is of the first \(ListMetric.diversityLimit) songs of a list" : nil,
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }
}
