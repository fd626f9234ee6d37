import Arrow
import Graph
import SparkStore
import Synchronization

/// An engine that remembers what it was asked, and answers what the test says.
final class ScriptedEngine: SparkEngine {
    typealias Answer = @Sendable (_ statement: SparkStatement, _ number: Int) throws(RemoteError) -> [RecordBatch]

    private let asked = Mutex<[String]>([])
    private let answer: Answer

    init(_ answer: @escaping Answer) { self.answer = answer }

    /// The statements so far.
    var statements: [String] { asked.withLock { $0 } }

    func run(_ statement: SparkStatement, _ body: (RecordBatch) throws(RemoteError) -> Void) throws(RemoteError) {
        let number = asked.withLock { asked in
            asked.append(statement.text)
            return asked.count
        }
        for batch in try answer(statement, number) { try body(batch) }
    }

    func fitALS(_ parameters: [String: SparkParameter], on rows: SparkStatement) throws(RemoteError) -> SparkModel {
        throw .notBuilt
    }

    func save(_ model: SparkModel, at path: String) throws(RemoteError) { throw .notBuilt }

    func loadALS(at path: String) throws(RemoteError) -> SparkModel { throw .notBuilt }

    func forget(_ model: SparkModel) {}
}
