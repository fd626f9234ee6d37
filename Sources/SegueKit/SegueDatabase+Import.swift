import Grammar
import Session

extension SegueDatabase {
    /// Reads a file into the graph, whole or not at all; what the shell would say of it.
    ///
    /// `kind` is one that `help import` lists in the shell (`songs`, `plays`, `triples` …), else what the file's name
    /// tells. `tags` are columns of a file of songs whose words become tags.
    @discardableResult
    public func importFile(
        _ path: String, as kind: String? = nil, tags: [String] = []
    ) throws(SegueError) -> [String] {
        let columns = Grammar.Value(.string(tags.joined(separator: ",")), at: NodeName.nowhere)
        let settings = tags.isEmpty ? [] : [Assignment(name: word("tags"), value: columns)]
        let statement = Write.importFile(word(path), kind: kind.map(word), with: settings)
        return try mended { () throws(Failure) in try session.reply(to: .write(statement)).notes }
    }
}
