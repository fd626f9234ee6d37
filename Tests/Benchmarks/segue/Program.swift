import Foundation

/// `segue-benchmarks library|engine WORK DATABASE` serves segue to the comparison of graphs: its public calls, or its
/// query layer, which no user calls;
/// `segue-benchmarks learning WORK [MEASURE …]` measures learning and answering.
@main
enum Program {
    static func main() throws {
        let arguments = CommandLine.arguments
        let usage = Unanswered(what: "usage: library|engine WORK DATABASE or learning WORK [MEASURE …]")
        guard arguments.count >= 3 else { throw usage }
        switch (arguments[1], arguments.count) {
        case ("learning", _): try Learning(folder: arguments[2]).run(arguments.dropFirst(3))
        case ("engine", 4): try Server<QueryEngine>(folder: arguments[2], database: arguments[3]).run()
        case ("library", 4): try Server<LibraryEngine>(folder: arguments[2], database: arguments[3]).run()
        default: throw usage
        }
    }
}
