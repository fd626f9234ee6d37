import Neural
import Tensor
import TestSupport
import Testing

/// A small network with weights large enough for differences to show.
private func network(seed: UInt64 = 1) -> NeuMF {
    let shape = NeuMF.Shape(users: 3, songs: 4, factors: 2, layers: [4, 3, 2])
    let sizes = zip(shape.layers, shape.layers.dropFirst()).enumerated()
    let hidden = sizes.map { place, size in
        Linear(
            weight: numbers(size.1, size.0, seed: seed + 10 + UInt64(place)),
            bias: numbers(1, size.1, seed: seed + 20 + UInt64(place)), activation: .rectifier)
    }
    return NeuMF(
        shape: shape, users: Embedding(table: numbers(3, 4, seed: seed)),
        songs: Embedding(table: numbers(4, 4, seed: seed + 1)), hidden: hidden,
        output: Linear(
            weight: numbers(1, 4, seed: seed + 2), bias: numbers(1, 1, seed: seed + 3), activation: .identity)
    )
}

@Test(arguments: [1, 31, 61] as [UInt64])
func gradientsOfTheWholeNetwork(seed: UInt64) {
    let model = network(seed: seed)
    let (users, songs): ([Int32], [Int32]) = ([0, 2, 0, 1, 2], [3, 1, 2, 1, 1])
    let targets: [Float] = [1, 0, 1, 0, 1]
    let pass = NeuMFPass(model, most: 5)
    let (rows, rowGradients) = (NeuMFPass.rows(of: model.shape, most: 5), NeuMFPass.rows(of: model.shape, most: 5))
    func loss() -> Double {
        pass.forward(users: users[...], songs: songs[...], rows: rows.all)
        return pass.backward(targets: targets[...], scale: 1, rows: rows.all, rowGradients: rowGradients.all)
    }
    _ = loss()
    let kept = pass.gradients.map { ($0.weight.copy(), $0.bias.copy()) }
    let tables = tableGradients(model, users, songs, rowGradients)
    for (layer, gradient) in zip(model.dense, kept) {
        expectGradient(gradient.0, of: layer.weight, tolerance: 1e-2, loss)
        expectGradient(gradient.1, of: layer.bias, tolerance: 1e-2, loss)
    }
    expectGradient(tables[0], of: model.users.table, tolerance: 1e-2, loss)
    expectGradient(tables[1], of: model.songs.table, tolerance: 1e-2, loss)
}

@Test func scoresOfAllSongsAreThoseOfThePasses() {
    let model = network()
    let scoring = NeuMFScoring(model)
    let songs: [Int32] = [0, 1, 2, 3]
    for user in 0..<3 {
        let expected = model.logits(users: [Int32](repeating: Int32(user), count: 4), songs: songs, threads: 2)
        for (score, logit) in zip(scoring.scores(by: .init(model, user: user)), expected) {
            #expect(abs(score - logit) < 1e-5)
        }
        for (score, song) in zip(scoring.scores(by: .init(model, user: user), songs: [3, 1]), [3, 1]) {
            #expect(abs(score - expected[song]) < 1e-5)
        }
    }
}

@Test func theSameSamplesGiveTheSameBytesAndThreadsAgree() {
    let (one, again, two) = (network(), network(), network())
    var samples = Samples()
    var random = RandomSource(seed: 9)
    for _ in 0..<64 {
        samples.users.append(Int32(random.index(below: 3)))
        samples.songs.append(Int32(random.index(below: 4)))
        samples.targets.append(Float(random.index(below: 2)))
    }
    var losses: [Double?] = []
    for (model, threads) in [(one, 1), (again, 1), (two, 3)] {
        let training = NeuMFTraining(model, settings: AdamSettings(rate: 0.01), batch: 7, threads: threads)
        _ = training.epoch(samples)
        losses.append(training.epoch(samples))
    }
    #expect(losses[0] == losses[1] && losses[0] != nil)
    for (place, matrix) in one.parameters.enumerated() {
        #expect(matrix.values == again.parameters[place].values)
        for (left, right) in zip(matrix.values, two.parameters[place].values) { #expect(abs(left - right) < 1e-4) }
    }
}

@Test func aCancelledEpochStopsBeforeItsNextStep() {
    let model = network()
    let before = model.copy()
    var samples = Samples()
    (samples.users, samples.songs, samples.targets) = ([0, 1], [1, 2], [1, 0])
    let training = NeuMFTraining(model, settings: AdamSettings(), batch: 1, threads: 2)
    #expect(training.epoch(samples) { true } == nil)
    #expect(allAgree(model.parameters, before.parameters) { $0.values == $1.values })
    #expect(training.epoch(samples) != nil)
}
