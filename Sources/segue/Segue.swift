import ArgumentParser
import Graph
import Session
import Terminal

/// The program: flags in, a session run, an exit code out.
@main
struct Segue {
    @MainActor
    static func main() {
        do {
            let flags = try Flags.parse()
            Streams.adoptLocale()
            exit(with: Program(flags).run())
        } catch {
            let code = Flags.exitCode(for: error)
            Streams.write(Flags.fullMessage(for: error) + "\n", to: code.isSuccess ? .output : .errors)
            exit(with: code.isSuccess ? .done : .usage)
        }
    }
}
