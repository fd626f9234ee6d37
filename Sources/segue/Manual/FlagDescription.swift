import ArgumentParser
import Foundation

/// A flag as the command line's own definition has it.
struct FlagDescription: Decodable {
    /// One of its names.
    struct Name: Decodable {
        let kind: String
        let name: String

        /// The name as it is typed.
        var typed: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    let kind: String
    let names: [Name]?
    let valueName: String?
    let sectionTitle: String?
    let abstract: String?
    let defaultValue: String?
    let allValues: [String]?
    let shouldDisplay: Bool

    /// Whether it is an argument by its place alone.
    var isPositional: Bool { kind == "positional" }
    /// What stands for its value; nil of a flag without one.
    var value: String? { kind == "flag" ? nil : valueName }

    private struct Tool: Decodable {
        struct Command: Decodable { let arguments: [FlagDescription]? }
        let command: Command
    }

    /// All that the command line takes, in the order of `--help`.
    static var all: [FlagDescription] {
        let tool = try? JSONDecoder().decode(Tool.self, from: Data(Flags._dumpHelp().utf8))
        return (tool?.command.arguments ?? []).filter(\.shouldDisplay)
    }
}
