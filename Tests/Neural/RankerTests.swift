import Neural
import Synchronization
import Tensor
import TestSupport
import Testing

@Test(arguments: graphStages)
func scoringIsTheForwardOfTraining(stage: GraphStage) {
    let (model, cases) = (smallRanker(stage, extras: 2), smallCases(extras: 2))
    let logits = model.differentiate(
        cases, neighbourhoods: smallNeighbourhoods, loss: .crossEntropy, threads: 1
    ).logits
    for threads in [1, 2] {
        let scoring = RankerScoring(model, neighbourhoods: smallNeighbourhoods, threads: threads)
        for place in 0..<cases.count {
            let past = Int(cases.historyOffsets[place])..<Int(cases.historyOffsets[place + 1])
            let candidates = Int(cases.candidateOffsets[place])..<Int(cases.candidateOffsets[place + 1])
            let extras = Matrix(
                rows: candidates.count, columns: 2,
                values: Array(cases.extras[2 * candidates.lowerBound..<2 * candidates.upperBound]))
            let songs = Array(cases.candidates[candidates])
            let scores = scoring.scores(history: cases.history[past], songs: songs, extras: extras)
            #expect(allAgree(scores, logits[candidates]) { abs($0 - $1) < 2e-6 * max(1, abs($1)) })
            #expect(scoring.state(of: cases.history[past]).contains { $0 != 0 } == !past.isEmpty)
        }
    }
}

@Test func scoresOfAllSongsAreThoseOfSome() {
    let scoring = RankerScoring(smallRanker(extras: 3), neighbourhoods: smallNeighbourhoods)
    let extras = numbers(4, 3, seed: 8)
    let all = scoring.scores(history: [1, 2], extras: extras)
    let some = Matrix(rows: 2, columns: 3, values: extras.row(3) + extras.row(1))
    #expect(scoring.scores(history: [1, 2], songs: [3, 1], extras: some) == [all[3], all[1]])
    #expect(scoring.embeddings.rows == 4 && scoring.embeddings.columns == 5)
}

/// Random cases over the four songs, some without a past.
private func manyCases() -> RankerCases {
    var cases = RankerCases()
    var random = RandomSource(seed: 9)
    for place in 0..<40 {
        func song() -> Int32 { Int32(random.index(below: 4)) }
        let past = (0..<place % 5).map { _ in song() }
        cases.append(history: past, candidates: (0..<2 + place % 3).map { _ in song() })
    }
    return cases
}

@Test(arguments: [GraphStage(), GraphStage(form: .layered(2), aggregator: .attention)])
func theSameCasesGiveTheSameBytesAndThreadsAgree(stage: GraphStage) {
    let models = (0..<5).map { _ in smallRanker(stage) }
    var losses: [Double?] = []
    for (model, threads) in zip(models, [1, 1, 2, 2, 3]) {
        let training = RankerTraining(
            model, neighbourhoods: smallNeighbourhoods, settings: AdamSettings(rate: 0.01), batch: 7, threads: threads)
        _ = training.epoch(manyCases())
        losses.append(training.epoch(manyCases()))
    }
    #expect(losses[0] == losses[1] && losses[2] == losses[3] && losses[0] != nil)
    for (place, matrix) in models[0].parameters.enumerated() {
        #expect(matrix.values == models[1].parameters[place].values)
        #expect(models[2].parameters[place].values == models[3].parameters[place].values)
        for other in [models[2], models[4]] {
            for (left, right) in zip(matrix.values, other.parameters[place].values) {
                #expect(abs(left - right) < 1e-3)
            }
        }
    }
}

@Test func anEpochSaysHowFarItIs() {
    final class Heard: Sendable { let counts = Mutex<[Int]>([]) }
    let (cases, heard) = (manyCases(), Heard())
    let training = RankerTraining(smallRanker(), neighbourhoods: smallNeighbourhoods, batch: 7, threads: 2)
    _ = training.epoch(cases, progress: { count in heard.counts.withLock { $0.append(count) } })
    let counts = heard.counts.withLock(\.self)
    #expect(counts.count > 1 && counts == counts.sorted() && counts.last == cases.count)
}

@Test func aCancelledEpochStopsBeforeItsFirstStep() {
    let model = smallRanker()
    let before = model.copy()
    let training = RankerTraining(model, neighbourhoods: smallNeighbourhoods, threads: 2)
    #expect(training.epoch(manyCases()) { true } == nil)
    #expect(allAgree(model.parameters, before.parameters) { $0.values == $1.values })
    #expect(training.epoch(manyCases()) != nil)
    #expect(allAgree(model.parameters, before.parameters) { $0.values != $1.values })
    before.set(model)
    #expect(allAgree(model.parameters, before.parameters) { $0.values == $1.values })
}

@Test(arguments: graphStages)
func parametersOfAnotherShapeAreRefused(stage: GraphStage) {
    let model = smallRanker(stage, extras: 1)
    #expect(
        SequenceRanker(shape: model.shape, parameters: model.parameters)?.parameters.count == model.parameters.count)
    #expect(SequenceRanker(shape: model.shape, parameters: model.parameters.dropLast()) == nil)
    for place in model.parameters.indices {
        var parameters = model.parameters
        parameters[place] = Matrix(rows: parameters[place].rows + 1, columns: parameters[place].columns)
        #expect(SequenceRanker(shape: model.shape, parameters: parameters) == nil)
    }
}
