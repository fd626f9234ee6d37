import Recommender
import Synchronization

/// Follows a training, and keeps what its epochs came to.
final class TrainingWatch: Sendable {
    private struct State {
        var reports: [EpochReport] = []
        /// How many samples the stage has learned from in whole epochs.
        var samples = 0
        /// How much of the first stage has been fitted, from 0 to 1.
        var fitted: Double?
    }

    private let trainee: LongWork.Trainee
    /// The most epochs that a stage may have.
    private let epochs: Int
    private let meter: ProgressMeter
    private let state = Mutex(State())

    init(_ trainee: LongWork.Trainee, epochs: Int, _ meter: ProgressMeter) {
        (self.trainee, self.epochs, self.meter) = (trainee, epochs, meter)
    }

    /// How the epochs went.
    var reports: [EpochReport] { state.withLock { $0.reports } }

    /// A step begins.
    func begin(_ step: TrainingStep) {
        var standing = Standing(.training(step, trainee))
        switch step {
        case .learning(let stage):
            state.withLock { $0.samples = 0 }
            return show(stage, epoch: 1, done: 0, samples: 0)
        case .fitting(_, let number, let count):
            standing.share = count > 1 ? Double(number - 1) / Double(count) : nil
            state.withLock { $0.fitted = Double(number) / Double(count) }
        case .scoring: standing.share = state.withLock { $0.fitted }
        }
        meter.show(standing)
    }

    /// An epoch goes on.
    func learn(_ part: EpochPart) {
        show(part.stage, epoch: part.epoch, done: Double(part.done) / Double(max(part.of, 1)), samples: part.done)
    }

    /// An epoch is over.
    func hear(_ report: EpochReport) {
        state.withLock { $0.reports.append(report) }
        show(report.stage, epoch: report.epoch, done: 1, samples: report.samples)
        state.withLock { $0.samples += report.samples }
    }

    /// Shows an epoch that is done so far, from 0 to 1, and has learned from so many samples.
    private func show(_ stage: TrainingStage?, epoch: Int, done: Double, samples: Int) {
        let (before, last) = state.withLock { ($0.samples, $0.reports.last { $0.stage == stage }) }
        var standing = Standing(.training(.learning(stage), trainee))
        standing.share = (Double(epoch - 1) + done) / Double(epochs)
        standing.count = .init(amount: before + samples, unit: .samples)
        standing.epoch = .init(number: epoch, of: epochs, last: last)
        meter.show(standing)
    }
}
