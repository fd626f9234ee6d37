import Foundation

/// Answers the comparison's requests, a line of JSON each, for one engine (`peers/engine.py` has their form).
final class Server<E: Engine> {
    private let folder: String
    private let database: String
    private let workload: Workload
    private let engine: E
    private let clock = ContinuousClock()

    init(folder: String, database: String) throws {
        self.folder = folder
        self.database = database
        workload = try Workload(folder: folder)
        engine = try E(folder: folder, database: database)
    }

    func run() throws {
        while let line = readLine() {
            var reply = Reply()
            do {
                reply = try self.reply(to: try JSONDecoder().decode(Request.self, from: Data(line.utf8)))
            } catch {
                reply.error = String(describing: error)
            }
            try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(reply) + Data("\n".utf8))
        }
    }

    private func reply(to request: Request) throws -> Reply {
        var reply = Reply()
        switch request.do {
        case .about:
            reply.version = "of this tree"
            reply.questions = E.questions
            reply.writes = true
        case .load:
            let loading = Loading(folder: folder, database: database)
            let (sizes, seconds) = try timed { try loading.run() }
            (reply.seconds, reply.bytes, reply.edgeBytes) = (seconds, sizes.all, sizes.all - sizes.nodes)
        case .open:
            engine.close()
            reply.seconds = try timed {
                try engine.open()
                _ = try engine.answer(.oneHop, item(.oneHop, 0))
            }.seconds
        case .ask: try ask(request, &reply)
        case .insert:
            reply.micros = try workload.inserts[(request.from ?? 0)..<(request.to ?? 0)].map { ends in
                try timed { try engine.insert(ends[0], ends[1]) }.seconds * 1e6
            }
        case .batch:
            let edges = workload.batches[request.number ?? 0]
            reply.micros = [try timed { try engine.insert(edges) }.seconds * 1e6]
        case .edges: reply.count = try engine.edgeCount()
        }
        return reply
    }

    private func ask(_ request: Request, _ reply: inout Reply) throws {
        let (question, from, to) = (request.question ?? .oneHop, request.from ?? 0, request.to ?? 0)
        // Warm, and not one of those that follow.
        _ = try engine.answer(question, item(question, from - 1))
        var (micros, answers): ([Double], [Answer]) = ([], [])
        let start = clock.now
        for place in from..<to where clock.now - start < .seconds(request.seconds ?? 1) {
            let item = item(question, place)
            let (raw, seconds) = try timed { try engine.answer(question, item) }
            micros.append(seconds * 1e6)
            answers.append(try engine.settle(raw, to: question))
        }
        (reply.micros, reply.answers) = (micros, answers)
    }

    /// The item at `place`; before the first stands the last.
    private func item(_ question: Question, _ place: Int) -> Item {
        let items = workload.questions[question] ?? []
        return items[place < 0 ? items.count + place : place]
    }

    private func timed<R>(_ work: () throws -> R) rethrows -> (result: R, seconds: Double) {
        let start = clock.now
        let result = try work()
        return (result, (clock.now - start) / .seconds(1))
    }
}

/// What the comparison wants.
private struct Request: Decodable {
    enum Deed: String, Decodable { case about, load, open, ask, insert, batch, edges }

    let `do`: Deed
    let question: Question?
    let from: Int?
    let to: Int?
    let seconds: Double?
    let number: Int?
}

/// What it gets.
private struct Reply: Encodable {
    var version: String?
    var questions: [Question]?
    var writes: Bool?
    var seconds: Double?
    var bytes: Int?
    var edgeBytes: Int?
    var micros: [Double]?
    var answers: [Answer]?
    var count: Int?
    var error: String?
}
