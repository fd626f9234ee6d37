import Grammar
import Graph
import Recommender
import TripleStore

extension Session {
    /// `check`: reads the whole database and its models, and lists what contradicts itself.
    func check(_ reading: Reading) throws -> Answer {
        // What leads astray within a page is said before anybody follows it.
        let reader = try stored(reading)
        try reader.checkPages()
        let viewer = Viewer(reading.reader)
        var answer = Answer(columns: [.init("finding"), .init("example")])
        let findings = try reader.findings { [progress] share in
            var standing = Standing(.checking)
            standing.share = share
            progress.show(standing)
        }
        answer.rows = findings.map { [.text($0.words(reading.vocabulary)), .text($0.example(viewer))] }
        let damaged = try checkModels(reading, &answer)
        if findings.isEmpty, damaged == 0 {
            answer.notes.append(reader.hasSums ? .sound : .soundUnsummed)
        } else {
            answer.failure = .unsound(data: findings.count, models: damaged)
        }
        return answer
    }

    /// The reader of a database's own files.
    private func stored(_ reading: Reading) throws -> StoreReader {
        guard let reader = reading.reader.base as? StoreReader else { throw SessionError(.remote("check")) }
        return reader
    }

    /// Reads every model, and answers how many are damaged: those that cannot be read, or that name nodes which the
    /// database has never had. One that has learned from other data than there are is no damage, and said.
    private func checkModels(_ reading: Reading, _ answer: inout Answer) throws -> Int {
        var damaged = 0
        for name in try models.names() {
            do {
                let model = try models.load(name)
                let last = [model.users.last, model.songs.last].compactMap(\.self).max()
                if let last, last.index >= reading.reader.nodeLimit {
                    damaged += 1
                    answer.rows.append([.text(Note.strangeModel(name)), .text(Note.node(last))])
                } else if try isStale(model, reading) {
                    answer.notes.append(.staleModel(name))
                }
            } catch {
                let message = Message(error)
                switch message.code {
                case .interrupted: throw error
                case .corrupt, .io:
                    damaged += 1
                    answer.rows.append([.text(Note.damagedModel(name, cause: message.cause).text), .null])
                default: answer.notes.append(.damagedModel(name, cause: message.cause))
                }
            }
        }
        return damaged
    }

    /// Whether a model has learned from other data than there are by now.
    private func isStale(_ model: Model, _ reading: Reading) throws -> Bool {
        progress.show(Standing(.gathering))
        do {
            let data = try data(model.settings, split: model.split.name, at: nil, reading)
            return data.fingerprint != model.fingerprint
        } catch RecommenderError.noRelation, RecommenderError.noPositives {
            return true
        } catch let error as SessionError {
            // Its split is gone.
            if case .unknownWord = error.fact { return true }
            throw error
        }
    }
}
