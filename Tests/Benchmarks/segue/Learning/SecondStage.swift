import Foundation
import Neural
import Tensor

/// The second stage at the sizes of `stage2.json`: 256-wide embeddings, a state of 128, a hidden layer of 128.
struct SecondStage {
    private let made: Made
    private let neighbourhoods: Neighbourhoods
    private let ranker: SequenceRanker
    private let clock = ContinuousClock()

    /// How long is measured.
    private static let span = Duration.seconds(4)
    private static let threads = 2

    /// What `stage2.json` says.
    private struct Made: Decodable {
        struct Batch: Decodable {
            let past, candidates: [[Int32]]
        }
        let nodes: Int
        let neighbourhoods: [[Int32]]
        let batches: [Batch]
    }

    init(folder: String) throws {
        let text = try Data(contentsOf: URL(fileURLWithPath: folder + "/stage2.json"))
        made = try JSONDecoder().decode(Made.self, from: text)
        var offsets: [Int32] = [0]
        for list in made.neighbourhoods { offsets.append(offsets[offsets.count - 1] + Int32(list.count)) }
        neighbourhoods = Neighbourhoods(offsets: offsets, nodes: made.neighbourhoods.flatMap(\.self))
        var random = RandomSource(seed: 7)
        ranker = SequenceRanker(
            shape: .init(nodes: made.nodes, songs: made.neighbourhoods.count), from: &random)
    }

    /// How many candidates are learned from in a second, once all batches were learned from to get warm.
    ///
    /// The loss is that of the second time.
    func training(_ measure: Learning.Measure) -> Learning.Line {
        var cases = RankerCases()
        for batch in made.batches {
            for (past, candidates) in zip(batch.past, batch.candidates) {
                cases.append(history: past, candidates: candidates)
            }
        }
        let training = RankerTraining(
            ranker, neighbourhoods: neighbourhoods, settings: AdamSettings(rate: 0.001),
            batch: made.batches[0].past.count, threads: Self.threads)
        _ = training.epoch(cases)
        let start = clock.now
        var losses: [Double] = []
        while clock.now - start < Self.span { losses += training.epoch(cases).map { [$0] } ?? [] }
        let learned = Double(losses.count * cases.candidates.count)
        return Learning.Line(measure: measure, value: learned / seconds(since: start), loss: losses.first)
    }

    /// For how many users all songs are scored in a second, once the songs' embeddings are worked out.
    func scoring(_ measure: Learning.Measure) -> Learning.Line {
        let scoring = RankerScoring(ranker, neighbourhoods: neighbourhoods, threads: Self.threads)
        let pasts = made.batches.flatMap(\.past)
        _ = scoring.scores(history: pasts[0][...])
        let start = clock.now
        var users = 0
        while clock.now - start < Self.span {
            _ = scoring.scores(history: pasts[users % pasts.count][...])
            users += 1
        }
        return Learning.Line(measure: measure, value: Double(users) / seconds(since: start))
    }

    private func seconds(since start: ContinuousClock.Instant) -> Double { (clock.now - start) / .seconds(1) }
}
