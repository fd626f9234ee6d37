import Foundation
import Graph
import Session
import SparkStore
import Spill
import Terminal
import TripleStore

/// Opens a database for the program, or ends it with the reason.
@MainActor
enum Opening {
    static func open(_ flags: Flags, cancellation: Cancellation) -> Home {
        let database = flags.database ?? ""
        if SparkEngines.isAddress(database) { return spark(database, flags, cancellation) }
        let options = TripleStore.Options(
            readOnly: flags.running.readOnly || flags.running.check,
            creates: !flags.running.readOnly && !flags.running.check,
            memory: flags.running.memory?.bytes)
        guardAgainstDamage(flags, .cannotOpen)
        defer { guardAgainstDamage(flags, .failed) }
        do {
            if !flags.running.check { try Session.checkParent(of: database) }
            return .folder(try DatabaseFolder(database, options: options, cancellation: cancellation))
        } catch StoreError.missing where flags.running.check {
            return .folder(DatabaseFolder(nothing()))
        } catch { end(with: error, flags) }
    }

    private static func spark(_ address: String, _ flags: Flags, _ cancellation: Cancellation) -> Home {
        let options = SparkGraph.Options(
            isReadOnly: flags.running.readOnly || flags.running.check,
            memory: flags.running.memory?.bytes ?? MachineMemory.bytes / 2,
            models: URL(fileURLWithPath: UserFiles.remoteModels))
        do { return .spark(try SparkGraph(at: address, options: options, cancellation: cancellation)) } catch {
            end(with: error, flags)
        }
    }

    /// Says why the database cannot be opened, and ends the program.
    private static func end(with error: any Error, _ flags: Flags) -> Never {
        let place = flags.database.map(SparkEngines.withoutSecrets) ?? ""
        Streams.write(Session.report(error, about: place, style: flags.writing.errors), to: .errors)
        exit(with: .cannotOpen)
    }

    /// Has damage that LMDB stumbles over told like any other.
    private static func guardAgainstDamage(_ flags: Flags, _ status: ExitStatus) {
        let error = StoreError.corrupt("a page of data.mdb leads astray")
        LastWords.onDamage(
            Session.report(error, about: flags.database ?? "", style: flags.writing.errors), status: status.rawValue)
    }

    /// A database without anything, for scripts that are checked before there is one; it leaves nothing behind.
    private static func nothing() -> TripleStore {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("segue-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        do { return try TripleStore(folder: folder.path, options: .init(creates: true)) } catch {
            Streams.write(Session.report(error, about: folder.path, style: .text), to: .errors)
            exit(with: .cannotOpen)
        }
    }

    static func session(
        _ home: Home, _ flags: Flags, console: Console, cancellation: Cancellation
    ) -> Session {
        let session: Session
        do {
            session = try Session(
                home: home, console: console, cancellation: cancellation, format: flags.writing.format)
        } catch { end(with: error, flags) }
        session.errorStyle = flags.writing.errors
        session.isSafe = flags.running.safe
        for (name, value) in flags.running.parameters.compactMap(RunningFlags.split) {
            session.setParameter(name, to: value)
        }
        return session
    }
}
