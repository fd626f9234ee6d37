import Graph
import Session
import Terminal
import TripleStore

/// Opens a database for the program, or ends it with the reason.
@MainActor
enum Opening {
    static func open(_ flags: Flags, cancellation: Cancellation) -> TripleStore {
        if flags.database.hasPrefix("sc://") {
            let later = SessionError.later("a graph on Spark")
            Streams.write(Session.report(later, about: flags.database, style: flags.errors), to: .errors)
            exit(with: .cannotOpen)
        }
        let options = TripleStore.Options(readOnly: flags.readOnly, creates: !flags.readOnly)
        do {
            return try TripleStore(folder: flags.database, options: options, cancellation: cancellation)
        } catch {
            Streams.write(Session.report(error, about: flags.database, style: flags.errors), to: .errors)
            exit(with: .cannotOpen)
        }
    }

    static func session(
        _ store: TripleStore, _ flags: Flags, console: Console, cancellation: Cancellation
    ) throws -> Session {
        let session = try Session(store: store, console: console, cancellation: cancellation, format: flags.format)
        session.errorStyle = flags.errors
        for (name, value) in flags.parameters.compactMap(Flags.split) { session.setParameter(name, to: value) }
        return session
    }
}
