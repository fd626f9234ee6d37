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

    /// The text of a test, from its attribute to its last brace; nil where the suites have no test of the name.
    private static func body(of name: Substring, in text: String) -> Substring? {
        guard let start = text.firstRange(of: "func \(name)(")?.lowerBound,
            let attribute = Self.lastAttribute(in: text[..<start]),
            !text[attribute.upperBound..<start].contains("func ")
        else { return nil }
        // A brace of its own indentation, or less, ends it.
        let indent =
            text[..<start].split(separator: "\n", omittingEmptySubsequences: false).last?.prefix { $0 == " " } ?? ""
        let end = text[start...].firstRange(of: "\n\(indent)}\n")?.upperBound ?? text.endIndex
        return text[attribute.lowerBound..<end]
    }

    private static func lastAttribute(in text: Substring) -> Range<String.Index>? { text.ranges(of: "@Test").last }

    /// Whether a test expects something, by itself or by a function of its suites that does.
    private static func asserts(_ body: Substring, in text: String) -> Bool {
        let words = ["#expect", "#require", "Issue.record("]
        if words.contains(where: body.contains) { return !body.contains(".disabled(") }
        return text.matches(of: #/func (\w+)[(<]/#).contains { helper in
            guard body.contains("\(helper.output.1)("), !body.contains("func \(helper.output.1)(") else { return false }
            let rest = text[helper.range.lowerBound...]
            let end = rest.dropFirst().firstRange(of: "\n    }\n")?.lowerBound ?? rest.endIndex
            return words.contains { rest[..<end].contains($0) }
        }
    }

    /// What this suite looks for is told apart from what it must refuse.
    @Test func aTestThatExpectsNothingIsFound() throws {
        let text = """
            @Suite struct S {
                @Test func one() { #expect(true) }
                @Test func two() throws {
                    check(1)
                }
                @Test func three() throws {
                    _ = try? work()
                }
                func check(_ number: Int) {
                    #expect(number == 1)
                }
                func helper() {}
            }

            """
        for (name, expected) in [("two", true), ("three", false)] as [(Substring, Bool)] {
            #expect(Self.asserts(try #require(Self.body(of: name, in: text)), in: text) == expected, "\(name)")
        }
        #expect(Self.body(of: "four", in: text) == nil && Self.body(of: "check", in: text) == nil)
    }

    @Test func eachPromiseNamesTestsThatAreThere() throws {
        let promises = try promises()
        #expect(promises.count > 20)
        for promise in promises {
            let named = promise.matches(of: /`([A-Za-z]+Tests)\.([A-Za-z]+)`/)
            #expect(!named.isEmpty && promise.hasSuffix("`"), "no test holds this: \(promise)")
            for test in named {
                let text = try suites(test.1)
                let body = try #require(Self.body(of: test.2, in: text), "\(test.1) has no test \(test.2)")
                #expect(Self.asserts(body, in: text), "\(test.1).\(test.2) asserts nothing")
            }
        }
    }
}
