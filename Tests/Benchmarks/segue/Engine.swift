/// A way to ask segue.
protocol Engine: AnyObject {
    /// An answer as it comes, before it is written down.
    associatedtype Raw

    /// What can be asked this way.
    static var questions: [Question] { get }

    /// Not opened yet.
    init(folder: String, database: String) throws

    func open() throws
    func close()

    /// The work that is timed.
    func answer(_ question: Question, _ item: Item) throws -> Raw

    /// Writes an answer down, after the clock has been stopped.
    func settle(_ raw: Raw, to question: Question) throws -> Answer

    /// Gives an artist a tag, durably.
    func insert(_ artist: Int, _ tag: Int) throws

    /// Gives many artists tags in one transaction.
    func insert(_ edges: [[Int]]) throws

    /// How many edges there are.
    func edgeCount() throws -> Int
}

/// A question that an engine cannot be asked, or an answer that is none.
struct Unanswered: Error {
    let what: String
}
