import Tensor
import Testing

/// PyTorch's Adam for one value, in double precision.
private struct PlainAdam {
    var value: Double
    var first = 0.0
    var second = 0.0

    init(value: Double) { self.value = value }

    mutating func step(_ gradient: Double, number: Int, _ settings: AdamSettings) {
        var (power1, power2) = (1.0, 1.0)
        for _ in 0..<number { (power1, power2) = (power1 * settings.beta1, power2 * settings.beta2) }
        first = settings.beta1 * first + (1 - settings.beta1) * gradient
        second = settings.beta2 * second + (1 - settings.beta2) * gradient * gradient
        let root = second.squareRoot() / (1 - power2).squareRoot()
        value -= settings.rate / (1 - power1) * first / (root + settings.epsilon)
    }
}

@Test func denseStepsAgreeWithDoublePrecision() {
    let settings = AdamSettings(rate: 0.01)
    let values = Matrix(rows: 1, columns: 3, values: [1, -2, 0.5])
    let moments = AdamMoments(for: values)
    var plain = values.values.map { PlainAdam(value: Double($0)) }
    var random = RandomSource(seed: 1)
    for step in 1...50 {
        let gradient = Matrix.normal(rows: 1, columns: 3, deviation: 0.1, from: &random)
        moments.step(values, gradient: gradient, number: step, settings: settings)
        for place in 0..<3 { plain[place].step(Double(gradient[0, place]), number: step, settings) }
    }
    for place in 0..<3 { #expect(abs(Double(values[0, place]) - plain[place].value) < 2e-6) }
}

/// Rows wait for up to 700 steps, both while young, when steps are retaken one by one, and when old.
@Test func rowsThatWaitedAgreeWithDenseAdam() {
    let (rows, width, steps) = (8, 3, 1_200)
    let settings = AdamSettings(rate: 0.1)
    var random = RandomSource(seed: 5)
    let table = Matrix.normal(rows: rows, columns: width, deviation: 0.1, from: &random)
    var plain = table.values.map { PlainAdam(value: Double($0)) }
    let (state, sums) = (AdamRows(for: table), Matrix(rows: rows, columns: width))
    var gaps = AdamGaps()
    for step in 1...steps {
        // Row r is touched about every 3^r steps, the last ones but a few times.
        let touched = (0..<rows).filter { step % [1, 3, 9, 27, 81, 243, 500, 700][$0] == 0 }.map(Int32.init)
        // Gradients as small as those of embeddings, so that epsilon counts.
        let gradient = Matrix.normal(rows: touched.count, columns: width, deviation: 1e-6, from: &random)
        gaps.update(to: step - 1, settings: settings)
        state.catchUp(table, rows: touched[...], to: step - 1, gaps: gaps, settings: settings)
        sums.rows(0..<touched.count).set(gradient.all)
        state.step(table, rows: touched[...], gradient: sums, number: step, settings: settings)
        for row in 0..<rows {
            let place = touched.firstIndex(of: Int32(row))
            for column in 0..<width {
                plain[row * width + column].step(
                    place.map { Double(gradient[$0, column]) } ?? 0, number: step, settings)
            }
        }
    }
    gaps.update(to: steps, settings: settings)
    state.catchUp(table, rows: (0..<Int32(rows)).map { $0 }[...], to: steps, gaps: gaps, settings: settings)
    let worst = zip(table.values, plain).map { abs(Double($0) - $1.value) / max(1, abs($1.value)) }
    // Rows stepped densely are off by 3e-6 after so many steps, a wrong sign in the sum's third term by 1e-4.
    #expect(worst.allSatisfy { $0 < 8e-6 })
}

/// Rows that have waited both shortly and long take no step at a rate of 0.
@Test func atARateOfZeroNothingMoves() {
    let settings = AdamSettings(rate: 0)
    var random = RandomSource(seed: 6)
    let table = Matrix.normal(rows: 2, columns: 3, deviation: 0.1, from: &random)
    let before = table.values
    let (state, gradient) = (AdamRows(for: table), Matrix.normal(rows: 1, columns: 3, deviation: 1, from: &random))
    var gaps = AdamGaps()
    for step in [1, 2, 200, 230, 900] {
        gaps.update(to: step - 1, settings: settings)
        state.catchUp(table, rows: [1], to: step - 1, gaps: gaps, settings: settings)
        state.step(table, rows: [1], gradient: gradient, number: step, settings: settings)
    }
    #expect(table.values == before)
}
