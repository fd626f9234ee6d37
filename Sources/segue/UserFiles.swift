import Foundation

/// Where a person's own files are.
enum UserFiles {
    /// The history: `--history FILE|none`, else in the user's state folder unless the session is to be safe.
    static func history(_ flags: Flags) -> String? {
        if let given = flags.prompting.history { return given == "none" ? nil : given }
        return flags.running.safe ? nil : path("XDG_STATE_HOME", usually: ".local/state", "history")
    }

    /// The statements that a prompt starts with; nil where none are wanted.
    static func startUp(_ flags: Flags) -> String? {
        flags.prompting.noInit || flags.running.safe ? nil : path("XDG_CONFIG_HOME", usually: ".config", "init.segue")
    }

    /// Where models of graphs on other machines are kept, each graph's in a folder of its own.
    static var remoteModels: String {
        path("XDG_STATE_HOME", usually: ".local/state", "spark") ?? NSTemporaryDirectory() + "/segue/spark"
    }

    private static func path(_ variable: String, usually folder: String, _ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        if let given = environment[variable], !given.isEmpty { return "\(given)/segue/\(name)" }
        return environment["HOME"].map { "\($0)/\(folder)/segue/\(name)" }
    }
}
