import Foundation
import TestSupport
import Testing

/// A text with `segue>` statements and the answers below them: a page of the manual, or a recorded session.
struct Transcript {
    /// A statement and what stands below it, up to the next one or the end of the block.
    struct Exchange {
        let statement: String
        var answer: [String]
    }

    private enum Part {
        case line(String)
        case exchange(Exchange)
    }

    private let path: String
    private var parts: [Part] = []

    init(_ path: String) throws {
        self.path = path
        var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")[...]
        while let line = lines.popFirst() {
            guard line.hasPrefix(Self.prompt) else {
                parts.append(.line(line))
                continue
            }
            var statement = String(line.dropFirst(Self.prompt.count))
            while let more = lines.first, more.hasPrefix(Self.continuation) {
                statement += "\n" + lines.removeFirst().dropFirst(Self.continuation.count)
            }
            var answer = lines.prefix { !$0.hasPrefix(Self.prompt) && !$0.hasPrefix("```") }
            while answer.last?.isEmpty == true { answer.removeLast() }
            lines = lines.dropFirst(answer.count)
            parts.append(.exchange(Exchange(statement: statement, answer: Array(answer))))
        }
    }

    private static let prompt = "segue> "
    private static let continuation = "   ..> "

    /// All exchanges, in order.
    var exchanges: [Exchange] {
        parts.compactMap { if case .exchange(let exchange) = $0 { exchange } else { nil } }
    }

    /// What a statement answers on `stage`, results before notes; times are left out.
    ///
    /// `Examples/` stands for the project's examples, `Scratch/` for the stage's own folder.
    static func answer(to statement: String, on stage: Stage) -> [String] {
        answer(to: statement, on: stage) { script in
            let scene = stage.run(script, named: nil)
            return scene.output + scene.notes
        }
    }

    /// What `run` answers to a statement of a transcript, the stage's places left out.
    static func answer(to statement: String, on stage: Stage, _ run: (String) -> String) -> [String] {
        let places = [("Examples/", Stage.project + "/Examples/"), ("Scratch/", stage.folder.path + "/")]
        let here = places.reduce(statement) { $0.replacing("\"\($1.0)", with: "\"\($1.1)") }
        let text = places.reduce(run(here)) { $0.replacing($1.1, with: $1.0) }
        var lines = text.replacing("\r\n", with: "\n").replacing(#/in [0-9.]+ s/#, with: "in … s")
            .replacing(#/saved [-0-9]{10} [0-9:]{8}Z/#, with: "saved just now")
            .components(separatedBy: "\n")
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Puts today's answers in place of those written: to be looked at before they are believed.
    mutating func record(on stage: Stage) throws {
        var text = ""
        for part in parts {
            switch part {
            case .line(let line): text += line + "\n"
            case .exchange(let exchange):
                text += Self.prompt + exchange.statement.replacing("\n", with: "\n" + Self.continuation) + "\n"
                text += Self.answer(to: exchange.statement, on: stage).map { $0 + "\n" }.joined()
            }
        }
        try String(text.dropLast()).write(toFile: path, atomically: true, encoding: .utf8)
        Recording.note(path)
    }

    /// Whether answers are to be recorded: `SEGUE_RECORD=1 bash Tests/run.sh --filter Transcript`.
    static var isRecording: Bool { Recording.isOn }
}
