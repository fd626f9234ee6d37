import ArgumentParser
import Graph
import Session
import Terminal
import TripleStore

/// Opens a database for the program, or ends it with the reason.
@MainActor
enum Opening {
    static func open(
        _ folder: String, options: TripleStore.Options, cancellation: Cancellation
    ) throws -> TripleStore {
        do {
            return try TripleStore(folder: folder, options: options, cancellation: cancellation)
        } catch {
            Streams.write(Session.words(for: error, about: folder), to: .errors)
            exit(with: .cannotOpen)
        }
    }

    static func session(
        _ store: TripleStore, _ flags: Flags, console: Console, cancellation: Cancellation
    ) throws -> Session {
        do {
            let session = try Session(store: store, console: console, cancellation: cancellation, format: flags.format)
            session.errorStyle = flags.errors
            for parameter in flags.parameters { try set(parameter, in: session) }
            return session
        } catch let error as SessionError {
            throw ValidationError(Session.words(for: error, about: nil))
        }
    }

    /// `x=VALUE`: the value is read as the language writes it, and as plain text where it cannot be.
    private static func set(_ parameter: String, in session: Session) throws {
        let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError("--param takes x=VALUE, not \(parameter)")
        }
        session.setParameter(String(parts[0]), to: String(parts[1]))
    }
}
