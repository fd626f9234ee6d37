import Foundation

/// `segue-benchmarks query|statement WORK DATABASE` serves segue to the comparison.
@main
enum Program {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { throw Unanswered(what: "usage: query|statement WORK DATABASE") }
        switch arguments[1] {
        case "statement": try Server<StatementEngine>(folder: arguments[2], database: arguments[3]).run()
        default: try Server<QueryEngine>(folder: arguments[2], database: arguments[3]).run()
        }
    }
}
