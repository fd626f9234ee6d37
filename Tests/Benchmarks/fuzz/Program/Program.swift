import Foundation

/// Gives a target of segue's any bytes: `segue-fuzz TARGET FILE…` those of files, and built for it, all that libFuzzer
/// makes up: `segue-fuzz TARGET [LIBFUZZER'S ARGUMENTS]`.
///
/// `segue-fuzz` alone lists the targets, `segue-fuzz --seeds FOLDER` writes what each of them starts from.
@main
struct Program {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let first = arguments.first else {
            return print(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
        }
        if first == "--seeds", arguments.count == 2 { return try writeSeeds(into: arguments[1]) }
        guard let target = FuzzTarget(rawValue: first) else {
            FileHandle.standardError.write(Data("there is no target \(first)\n".utf8))
            exit(2)
        }
        let trial = try target.trial()
        #if FUZZING
            exit(explore(trial, [CommandLine.arguments[0]] + arguments.dropFirst()))
        #else
            for file in arguments.dropFirst() { try trial.take(Array(Data(contentsOf: URL(fileURLWithPath: file)))) }
        #endif
    }

    private static func writeSeeds(into folder: String) throws {
        for target in FuzzTarget.allCases {
            let home = URL(fileURLWithPath: folder).appendingPathComponent(target.rawValue)
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            for (number, seed) in try target.seeds().enumerated() {
                try Data(seed).write(to: home.appendingPathComponent("seed-\(number)"))
            }
        }
    }
}

#if FUZZING
    /// libFuzzer's main loop (`FuzzerInterface.h`), linked by `Tests/Benchmarks/run.sh fuzz`.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
        _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32

    nonisolated(unsafe) private var explored: (any Trial)?

    /// Lets libFuzzer make up bytes; what breaks an invariant ends the program, as a trap does.
    private func explore(_ trial: any Trial, _ arguments: [String]) -> Int32 {
        explored = trial
        var count = Int32(arguments.count)
        var words = arguments.map { strdup($0) } + [nil]
        return words.withUnsafeMutableBufferPointer { words in
            var start = words.baseAddress!
            return runDriver(&count, &start) { bytes, count in
                do {
                    try explored?.take(Array(UnsafeBufferPointer(start: bytes, count: count)))
                } catch {
                    fatalError("\(error)")
                }
                return 0
            }
        }
    }
#endif
