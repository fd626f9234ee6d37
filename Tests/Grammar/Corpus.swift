import Foundation
import Grammar
import Testing

/// A case of the corpus: `== title`, a query, `---`, and the trees, or the mistakes, that it parses to.
struct CorpusCase: Sendable, CustomTestStringConvertible {
    let file: String
    let title: String
    let query: String
    let trees: String

    var testDescription: String { "\(file): \(title)" }
    /// Whether the query is of the language.
    var isRight: Bool { !trees.contains("(error ") }
}

/// The queries and trees of `Grammar/corpus`.
enum Corpus {
    /// All cases, in the order of their files.
    static let cases: [CorpusCase] = (try? readCases()) ?? []

    /// The cases without a mistake.
    static let rightCases = cases.filter(\.isRight)

    /// What a script parses to, a line for each statement or mistake.
    static func trees(of query: String) -> String {
        var script = ScriptParser(query)
        var lines: [String] = []
        while true {
            do throws(ParseError) {
                guard let next = try script.next() else { break }
                lines.append(TreeDump.text(of: next.statement))
            } catch {
                lines.append(TreeDump.text(of: error))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The statements of a script, mistakes left out.
    static func statements(of query: String) -> [Statement] {
        var script = ScriptParser(query)
        var statements: [Statement] = []
        while true {
            do throws(ParseError) {
                guard let next = try script.next() else { return statements }
                statements.append(next.statement)
            } catch {
                continue
            }
        }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Grammar/corpus")

    private static func readCases() throws -> [CorpusCase] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.flatMap { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return text.components(separatedBy: "\n== ").map { parse($0, file: file.lastPathComponent) }
        }
    }

    private static func parse(_ text: String, file: String) -> CorpusCase {
        let lines = text.components(separatedBy: "\n")
        let divider = lines.firstIndex(of: "---") ?? lines.count
        let title = lines[0].hasPrefix("== ") ? String(lines[0].dropFirst(3)) : lines[0]
        let query = lines[1..<divider].joined(separator: "\n")
        let trees = lines.dropFirst(divider + 1).filter { !$0.isEmpty }.joined(separator: "\n")
        return CorpusCase(file: file, title: title, query: query, trees: trees)
    }
}
