/// How a session tells how far long work is.
public enum ProgressStyle: String, Sendable, CaseIterable {
    /// On one line of a terminal that is drawn again and again; not at all where notes go elsewhere.
    case auto
    /// In whole lines, one every ten seconds, wherever notes go.
    case plain
    /// Not at all.
    case off
}

/// The time by which a session tells how far long work is.
public struct ProgressClock: Sendable {
    /// How long ago some moment was.
    public var now: @Sendable () -> Duration
    /// Whether time goes on where nothing is heard of the work, so that what is shown must be brought up to date.
    public var runsAlone: Bool

    /// A clock of this time.
    public init(runsAlone: Bool = false, now: @escaping @Sendable () -> Duration) {
        self.now = now
        self.runsAlone = runsAlone
    }

    /// The system's.
    public static let system: Self = {
        let start = ContinuousClock.now
        return Self(runsAlone: true) { start.duration(to: .now) }
    }()
}
