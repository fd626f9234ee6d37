import Grammar
import Graph
import Ingest
import SparkStore
import TripleStore

extension Session {
    /// `export "sc://…"`: brings a graph into a schema of Spark, whole, in the place of the one that is there.
    func exportGraph(_ graph: AnyGraph, to address: Word) throws -> Answer {
        let started = ContinuousClock.now
        let (engine, place) = try located(address) { () throws(RemoteError) in
            try SparkEngines.connect(address.text, cancellation)
        }
        let delivery = SparkDelivery(engine, to: place, cancellation: cancellation) { [progress] step, done, total in
            progress.show(Standing(step, to: place, done: done, of: total))
        }
        let count: (nodes: Int, edges: Int)
        do { count = try delivery.deliver(graph) } catch {
            switch error {
            case .graph(let error): throw error
            case .remote(let error): throw error
            }
        }
        return .saying(
            .exported(nodes: count.nodes, edges: count.edges, file: place.address, started.duration(to: .now)))
    }

    /// `import "sc://…"`: copies a graph, or a part of it, from a schema of Spark into the database.
    func importGraph(at address: Word, _ settings: [Assignment]) throws -> Answer {
        let choice = try PartChoice(settings, names)
        let started = ContinuousClock.now
        let remote = try located(address) { () throws(RemoteError) in
            try SparkGraph(
                at: address.text,
                options: .init(isReadOnly: true, memory: home.space.memory, models: home.modelFolder),
                cancellation: cancellation)
        }
        let graph = try choice.part(of: AnyGraph(remote.reader()), cancellation)
        let report = try mutate { writer in
            let importer = Importer(into: writer, cancellation: cancellation) { [progress] in
                progress.show(Standing($0))
            }
            let report = try importer.copy(graph, from: remote.place.address)
            progress.show(Standing(.committing))
            return report
        }
        return .saying(.copied(report, from: remote.place.address, started.duration(to: .now)))
    }

    /// Runs `body`; an error of the place that an address names is at its word.
    private func located<Result>(_ address: Word, _ body: () throws(RemoteError) -> Result) throws -> Result {
        do { return try body() } catch { throw SessionError(.away(error), at: address.span) }
    }
}

extension Standing {
    /// Where an export to a place stands.
    fileprivate init(_ step: SparkDelivery.Step, to place: SparkPlace, done: Int, of total: Int) {
        self.init(step == .sending ? .exporting(.writing, file: place.address) : .arranging)
        guard step == .sending else { return }
        share = total > 0 ? Double(done) / Double(total) : nil
        count = Count(amount: done, unit: .elements)
    }
}
