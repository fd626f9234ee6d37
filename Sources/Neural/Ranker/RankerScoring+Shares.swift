import Tensor

extension RankerScoring {
    /// A score taken apart: `score = start + Σ steps + Σ slopes · (extras - start of the extras)`.
    public struct Shares: Sendable, Equatable {
        /// The score where nothing was played and the candidate's numbers are those of the start.
        public let start: Double
        /// What each past song adds through the state. `[history]`
        public let steps: [Double]
        /// What each of the candidate's numbers adds for each unit that it is away from its start. `[extras]`
        public let slopes: [Double]
    }

    /// The score of `song` for the listener of these songs, the oldest first, taken apart; the parts sum to it.
    ///
    /// It starts from a listener of as many average songs and from the numbers `start` [extras], and goes along the
    /// straight line to the state and the numbers `extras` [extras] at hand, by integrated gradients: the score is linear
    /// between the kinks of its hidden units, so that the integral is the share of the line on which each unit is open,
    /// exactly. What the state adds is shared among the songs by what changes as each comes in the place of an average
    /// one, the oldest first and the newest first, the mean of both. Sources: Sundararajan et al. 2017, "Axiomatic
    /// attribution for deep networks", arXiv:1703.01365, section 3; Štrumbelj and Kononenko 2010, "An efficient explanation
    /// of individual classifications using game theory", JMLR 11, section 3.3.
    public func shares(history: ArraySlice<Int32>, song: Int32, extras: [Float], start: [Float]) -> Shares {
        let shape = model.shape
        precondition(extras.count == shape.extras && start.count == shape.extras, "extras of another width")
        let arrivals = arrivals(of: history)
        let first = arrivals.average
        let state = (0..<shape.state).map { unit in arrivals.changes.reduce(0) { $0 + $1[unit] } }
        let changes = zip(extras, start).map { Double($0) - Double($1) }
        let (bias, weight, output) = (model.hidden.bias, model.hidden.weight, model.output.weight)
        var stateSlopes = [Double](repeating: 0, count: shape.state)
        var extraSlopes = (0..<shape.extras).map { Double(output[0, shape.hidden + $0]) }
        var sum = Double(model.output.bias[0, 0])
        for extra in extraSlopes.indices { sum += extraSlopes[extra] * Double(start[extra]) }
        for unit in 0..<shape.hidden {
            var (before, change) = (Double(bias[0, unit]) + Double(songShares[Int(song), unit]), 0.0)
            for column in shape.stateColumns {
                before += Double(weight[unit, column]) * first[column]
                change += Double(weight[unit, column]) * state[column]
            }
            for (extra, column) in shape.extraColumns.enumerated() {
                before += Double(weight[unit, column]) * Double(start[extra])
                change += Double(weight[unit, column]) * changes[extra]
            }
            let slope = Double(output[0, unit]) * Self.openShare(from: before, by: change)
            sum += Double(output[0, unit]) * max(before, 0)
            for column in shape.stateColumns { stateSlopes[column] += slope * Double(weight[unit, column]) }
            for (extra, column) in shape.extraColumns.enumerated() {
                extraSlopes[extra] += slope * Double(weight[unit, column])
            }
        }
        return Shares(
            start: sum,
            steps: arrivals.changes.map { change in zip(stateSlopes, change).reduce(0) { $0 + $1.0 * $1.1 } },
            slopes: extraSlopes)
    }

    /// On which share of the way from `before` to `before + change` a rectifier is open.
    private static func openShare(from before: Double, by change: Double) -> Double {
        if before > 0 && before + change > 0 { return 1 }
        if before <= 0 && before + change <= 0 { return 0 }
        return (before > 0 ? before : before + change) / abs(change)
    }

    /// The state after as many average songs `[state]`, and how it changes as each song comes in place of one of them.
    /// `[history][state]`
    private func arrivals(of history: ArraySlice<Int32>) -> (average: [Double], changes: [[Double]]) {
        let (count, songs) = (history.count, Array(history))
        // Sequence k has the k oldest songs, then average ones; sequence `count + k` the k newest after average ones.
        let states = states(sequences: 2 * count + 1, steps: count) { sequence, step in
            let isThere = sequence <= count ? step < sequence : step >= count - (sequence - count)
            return isThere ? songs[step] : nil
        }
        func state(_ sequence: Int) -> [Double] { states.row(sequence).map(Double.init) }
        func change(_ late: Int, _ early: Int) -> [Double] { zip(state(late), state(early)).map { $0 - $1 } }
        let changes = (0..<count).map { step in
            let newest = count - step
            let (oldFirst, newFirst) = (
                change(step + 1, step), change(count + newest, newest == 1 ? 0 : count + newest - 1)
            )
            return zip(oldFirst, newFirst).map { ($0 + $1) / 2 }
        }
        return (state(0), changes)
    }

    /// The last states of sequences of one length, whose song at each step `song` says, nil being an average one.
    /// `[sequences, state]`
    private func states(sequences: Int, steps: Int, song: (Int, Int) -> Int32?) -> Matrix {
        let (rows, width) = (sequences * steps, model.shape.state)
        let (gates, states) = (Matrix(rows: rows, columns: 3 * width), Matrix(rows: rows, columns: width))
        let (reset, final) = (Matrix(rows: rows, columns: width), Matrix(rows: sequences, columns: width))
        for step in 0..<steps {
            for sequence in 0..<sequences {
                let row = step * sequences + sequence
                let source = song(sequence, step).map { projections.rows(Int($0)..<Int($0) + 1) } ?? average.all
                gates.rows(row..<row + 1).set(source)
            }
        }
        model.recurrent.forward(
            GatedRecurrentUnit.Trace(gates: gates.all, states: states.all, reset: reset.all),
            steps: (0..<steps).map { $0 * sequences..<($0 + 1) * sequences }, final: final.all)
        return final
    }
}
