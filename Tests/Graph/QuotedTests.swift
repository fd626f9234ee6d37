import Foundation
import Graph
import Testing

@Suite struct QuotedTests {
    @Test(arguments: [
        ("", #""""#), ("One More Night", #""One More Night""#), ("naïve 東京 🎵", #""naïve 東京 🎵""#),
        ("\"\\", #""\"\\""#), ("a\tb\nc\r", #""a\tb\nc\r""#),
        ("\u{1B}\u{7F}\u{85}\u{0}", #""\u001b\u007f\u0085\u0000""#),
        ("£", "\"£\""),
    ]) func controlsQuotesAndBackslashesAreEscaped(text: String, quoted: String) throws {
        #expect(text.quoted == quoted)
        #expect(try JSONDecoder().decode(String.self, from: Data(quoted.utf8)) == text)
    }
}
