import Foundation

/// A process of the test's own: started, signalled and waited for.
final class Child {
    /// How a process ended.
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
        /// It ran longer than it was given, and was killed.
        case timeout
    }

    /// What a process starts with.
    struct Start {
        var program: String
        var arguments: [String]
        var environment: [String: String]
        var folder: String
        /// The files or the terminal that its three standard streams are opened on.
        var streams: [String]
    }

    /// The system could not start a process; its error number.
    struct Failure: Error { let code: Int32 }

    let pid: pid_t
    private var ending: Ending?

    /// Starts a process in a session of its own, so that the first stream that is a terminal becomes its own.
    init(_ start: Start) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (stream, path) in start.streams.enumerated() {
            let flags = path.hasPrefix("/dev/") ? O_RDWR : stream == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND
            posix_spawn_file_actions_addopen(&actions, Int32(stream), path, flags, 0o600)
        }
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let launcher = "/usr/bin/env"  // it goes to the folder, and becomes the program
        let arguments = Self.words([launcher, "-C", start.folder, start.program] + start.arguments)
        let environment = Self.words(start.environment.map { "\($0)=\($1)" })
        defer { for word in arguments + environment { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, launcher, &actions, &attributes, arguments, environment)
        guard code == 0 else { throw Failure(code: code) }
        self.pid = pid
    }

    deinit { if ending == nil { kill() } }

    /// Sends a signal.
    func signal(_ number: Int32) {
        if !hasEnded { Foundation.kill(pid, number) }
    }

    /// Kills it at once, without a chance to tidy up.
    func kill() {
        signal(SIGKILL)
        while !hasEnded { usleep(500) }
    }

    /// Whether it has ended.
    var hasEnded: Bool {
        if ending != nil { return true }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return false }
        ending = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
        return true
    }

    /// Waits for its end; kills it after `seconds`.
    @discardableResult
    func end(within seconds: Double = 60) -> Ending {
        guard waits(seconds, until: { hasEnded }) else {
            kill()
            return .timeout
        }
        return ending ?? .timeout
    }

    /// Signals as a shell leaves them, whatever the test's own process ignores.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let setSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | setSession))
        return attributes
    }

    private static func words(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
}

/// Waits until `condition` holds; false where it does not within `seconds`.
func waits(_ seconds: Double, until condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    while try !condition() {
        guard ContinuousClock.now < deadline else { return false }
        usleep(1_000)
    }
    return true
}
