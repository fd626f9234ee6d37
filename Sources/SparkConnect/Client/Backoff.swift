/// How long to wait before the next try: Spark's own policy, cut down to some fifteen seconds in all.
struct Backoff {
    static let longest = Duration.seconds(4)
    /// The longest wait that a server may ask for.
    static let longestAsked = Duration.seconds(60)

    private var next = Duration.milliseconds(50)
    private var left: Int

    init(tries: Int) { left = tries }

    /// The wait before one more try, at least what the server asked for; nil once there have been enough.
    mutating func wait(asked: Duration?) -> Duration? {
        guard left > 0 else { return nil }
        left -= 1
        defer { next = min(next * 3, Self.longest) }
        return max(next, min(asked ?? .zero, Self.longestAsked))
    }
}
