/// How a model's epochs went, as bytes: for each its stage (empty of a kind that is one piece), number, loss, and the
/// validation's hit ratio and gain (NaN where nothing was held out), numbers with a fraction by their bits.
extension ByteWriter {
    mutating func write(_ epochs: [EpochFigures]) {
        write(UInt32(epochs.count))
        for epoch in epochs {
            write(epoch.stage?.rawValue ?? "")
            write(UInt32(epoch.epoch))
            for number in [epoch.loss, epoch.validation?.hr ?? .nan, epoch.validation?.ndcg ?? .nan] {
                write(number.bitPattern)
            }
        }
    }
}

extension ByteReader {
    mutating func epochs() throws(Failure) -> [EpochFigures] {
        var epochs: [EpochFigures] = []
        for _ in 0..<(try number32("epochs")) { epochs.append(try epoch()) }
        return epochs
    }

    private mutating func epoch() throws(Failure) -> EpochFigures {
        let (stage, place) = (try text("epochs"), try number32("epochs"))
        let (loss, hr, ndcg) = (try number(), try number(), try number())
        guard stage.isEmpty || TrainingStage(rawValue: stage) != nil else { throw Failure(what: "epochs") }
        return EpochFigures(
            stage: TrainingStage(rawValue: stage), epoch: Int(place), loss: loss,
            validation: hr.isNaN ? nil : Quality(hr: hr, ndcg: ndcg))
    }

    private mutating func number() throws(Failure) -> Double { Double(bitPattern: try number64("epochs")) }
}
