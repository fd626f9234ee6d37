import Foundation
import TestSupport
import Testing

/// The page of promises: each is held by tests that are there.
@Suite struct ThreatModelTests {
    private static let page = Project.folder + "/Sources/Session/Session.docc/ThreatModel.md"

    /// The lines of the promises, up to what is not promised.
    private func promises() throws -> [Substring] {
        let text = try String(contentsOfFile: Self.page, encoding: .utf8)
        let parts = text.components(separatedBy: "## What is not promised")
        #expect(parts.count == 2)
        return parts[0].split(separator: "\n").filter { $0.hasPrefix("- ") }
    }

    /// The text of the suites of this name: modules may each have one.
    private func suites(_ name: Substring) throws -> String {
        let tests = Project.folder + "/Tests"
        let all = try #require(FileManager.default.subpaths(atPath: tests)).filter { $0.hasSuffix("/\(name).swift") }
        #expect(!all.isEmpty, "no test suite is called \(name)")
        return try all.map { try String(contentsOfFile: tests + "/" + $0, encoding: .utf8) }.joined()
    }

    @Test func eachPromiseNamesTestsThatAreThere() throws {
        let promises = try promises()
        #expect(promises.count > 20)
        for promise in promises {
            let named = promise.matches(of: /`([A-Za-z]+Tests)\.([A-Za-z]+)`/)
            #expect(!named.isEmpty && promise.hasSuffix("`"), "no test holds this: \(promise)")
            for test in named {
                let text = try suites(test.1)
                #expect(text.contains("func \(test.2)("), "\(test.1) has no test \(test.2)")
            }
        }
    }
}
