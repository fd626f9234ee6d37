#if Spark
    import Foundation
    import Grammar
    import Graph
    import Session
    import SparkStore
    import Synchronization
    import TestSupport
    import Testing

    /// The recorded sessions, run on Spark: what is read there is answered to the letter as the database answers it.
    @Suite(
        .enabled(
            if: ProcessInfo.processInfo.environment["SEGUE_SPARK"] != nil, "SEGUE_SPARK names no server"), .serialized)
    struct SparkTranscriptTests {
        private static let folder =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Transcripts"

        /// Those that ask a graph.
        private static let names = [
            "engine", "formats", "inspect", "looking", "match", "neighbours", "paths", "phrasebook", "session",
            "traverse", "writing",
        ]

        @Test(arguments: names) func itGoesOnAsRecorded(name: String) throws {
            let twin = try SparkTwin()
            defer { twin.close() }
            var compared = 0
            for exchange in try Transcript("\(Self.folder)/\(name).txt").exchanges {
                let here = Transcript.answer(to: exchange.statement, on: twin.stage)
                guard let there = try twin.answer(to: exchange.statement) else { continue }
                compared += 1
                #expect(there == here, "\(exchange.statement)")
            }
            #expect(compared > 0)
        }
    }

    /// A stage, and a session on a copy of its graph on Spark that is brought anew after every change.
    private final class SparkTwin {
        let stage: Stage
        private let schema = "segue_twin_" + String(UInt64.random(in: 0 ... .max), radix: 36)
        private let engine: any SparkEngine
        private let place: SparkPlace
        private let session: Session
        private let said = Said()
        private var hasChanged = true

        private final class Said: Sendable {
            let output = Mutex(""), notes = Mutex("")
        }

        init() throws {
            stage = try Stage.withExamples()
            let address = ProcessInfo.processInfo.environment["SEGUE_SPARK"] ?? ""
            (engine, place) = try SparkEngines.connect("\(address)/\(schema)", Cancellation())
            // The models of the database are those of its copy.
            let models = URL(fileURLWithPath: stage.store.folder + "/models")
            let graph = SparkGraph(
                engine, place, options: .init(isReadOnly: false, memory: 1 << 30, models: models),
                cancellation: stage.cancellation)
            let said = said
            session = try Session(
                home: .spark(graph),
                console: Console(
                    write: { text in
                        said.output.withLock { $0 += text }
                        return true
                    }, note: { text in said.notes.withLock { $0 += text } }), cancellation: stage.cancellation)
        }

        func close() { try? engine.run("DROP SCHEMA IF EXISTS \(SparkTables.qualified(schema)) CASCADE") }

        /// What Spark answers; nil for a statement that only a database runs, or that asks of its files or costs.
        func answer(to text: String) throws -> [String]? {
            var parser = ScriptParser(text)
            guard let statement = try? parser.next()?.statement else { return nil }
            switch statement {
            case .write, .meta(.alias), .model(.train, _):
                hasChanged = true
                return nil
            case .session(.end(.some)):
                // What was said is kept by the database, and comes with its next copy.
                hasChanged = true
                _ = session.run("session end discard", named: nil)
                _ = said.output.take() + said.notes.take()
                return nil
            case .meta(.source), .meta(.quit), .meta(.help), .model(.drop, _), .read(.plan, _), .read(.check, _):
                return nil
            // What would change a rank is looked for within a time, and less of it is found there.
            case .read(.explain(let explain), _) where explain.counterfactual: return nil
            default: break
            }
            // What a transaction has not committed is the database's own affair.
            if stage.session.isInTransaction { return nil }
            if hasChanged {
                _ = try SparkDelivery(engine, to: place, cancellation: Cancellation()) { _, _, _ in }
                    .deliver(stage.store.reader())
                hasChanged = false
            }
            return Transcript.answer(to: text, on: stage) { script in
                _ = session.run(script, named: nil)
                return said.output.take() + said.notes.take()
            }
        }
    }

    extension Mutex<String> {
        fileprivate func take() -> String {
            withLock { text in
                defer { text = "" }
                return text
            }
        }
    }
#endif
