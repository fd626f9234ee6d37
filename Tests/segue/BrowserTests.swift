import Foundation
import Testing

/// The page of `format html` in a real browser, without a network, played by a script.
@Suite(.serialized) struct BrowserTests {
    let shell: Shell

    private static let browser = ["chromium", "chromium-browser", "google-chrome"].first { name in
        ["/usr/bin/", "/usr/local/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + name) }
    }

    init() throws {
        shell = try Shell()
        var script = ""
        for song in 0..<12 {
            script += "add song:s\(song) label \"Song \(song)\"; add song:s\(song) sungBy artist:\(song % 3)\n"
            for user in 0..<8 where (song * 7 + user * 3) % 5 < 3 {
                script += "add user:\(user) played song:s\(song) with count = \(song % 4 + 1)\n"
            }
        }
        let made = try shell.run("db", input: script + "train itemknn")
        #expect(made.ending == .exit(0), "\(made.errors)")
    }

    /// What the driver found on the page of a statement's answer.
    private func play(_ statement: String) throws -> [String: Any] {
        let result = try shell.run("db", "-c", "\(statement) into \"page.html\"")
        #expect(result.ending == .exit(0), "\(result.errors)")
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        let driver = try String(contentsOfFile: folder + "/Page/driver.js", encoding: .utf8)
        let page = try String(contentsOfFile: shell.path("page.html"), encoding: .utf8)
        let played = page.replacing("</body>", with: "<script>\(driver)</script></body>")
        let file = try shell.folder.write(played, to: "played.html")
        let browser = try #require(Self.browser)
        let flags =
            "--headless=new --no-sandbox --disable-gpu --user-data-dir='\(shell.path("profile"))' "
            + "--host-resolver-rules='MAP * ~NOTFOUND' --window-size=1200,900 --virtual-time-budget=4000 --dump-dom"
        let dom = try shell.runLine("\(browser) \(flags) 'file://\(file)'").output
        let found = try #require(dom.firstMatch(of: #/<pre id="results">(?<json>[\s\S]*?)<\/pre>/#))
        let json = String(found.json).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    private func record(_ results: [String: Any], _ name: String) throws -> [String: Any] {
        try #require(results[name] as? [String: Any], "\(name): \(results)")
    }

    @Test(.enabled(if: browser != nil, "no browser is installed")) func anExplanationIsShownByItsStrongestPath() throws
    {
        let results = try play("explain user:1 song:s2")
        #expect((results["errors"] as? [Any])?.isEmpty == true, "\(results["errors"] ?? "")")
        let opening = try record(results, "pathAtOpening")
        #expect(opening["pressed"] as? [String] == ["0"] && (opening["nodes"] as? [String])?.contains("user:1") == true)
        #expect((opening["names"] as? [String])?.contains { $0.hasPrefix("played") } == true)
        #expect(try record(results, "pathThenEscape")["pressed"] as? [String] == ["none"])
        #expect(results["allFinite"] as? Bool == true && results["overflow"] as? Bool == false)
    }

    @Test(.enabled(if: browser != nil, "no browser is installed")) func aPictureIsDraggedZoomedHoveredAndFiltered()
        throws
    {
        let results = try play("neighbours artist:1 hops 2")
        #expect((results["errors"] as? [Any])?.isEmpty == true, "\(results["errors"] ?? "")")
        let drag = try record(results, "dragNode")
        #expect((drag["moved"] as? [String])?.count == 1 && (drag["edgesRedrawn"] as? Int ?? 0) > 0)
        let by = try #require(drag["by"] as? [String: Int])
        #expect(abs(by["x", default: 0] - 80) <= 1 && abs(by["y", default: 0] - 40) <= 1)
        let pan = try record(results, "pan")
        #expect(pan["x"] as? Int == 60 && pan["y"] as? Int == -30)
        let wheel = try record(results, "wheel")
        #expect(wheel["pointStayed"] as? Bool == true)
        #expect(try #require(wheel["after"] as? Double) > #require(wheel["before"] as? Double))
        let hover = try record(results, "hoverNode")
        #expect(
            (hover["tip"] as? [String])?.count == 4 && hover["tipAfter"] is NSNull && hover["fadedAfter"] as? Int == 0)
        let filters = try #require(results["untick"] as? [[String: Any]])
        #expect(filters.count == 2)
        for filter in filters {
            #expect(filter["hiddenEdges"] as? Int == filter["of"] as? Int && filter["back"] as? Bool == true)
        }
        #expect(try #require(results["find"] as? [String: Any])["matches"] as? Int ?? 0 > 0)
    }

    @Test(.enabled(if: browser != nil, "no browser is installed")) func aHostileNameStaysAName() throws {
        try shell.run(
            "db", "-c",
            #"add song:s2 label "</script><img src=x onerror=window.hacked=1><script>window.hacked=1</script>""#)
        let results = try play("neighbours song:s2")
        #expect(results["hacked"] as? Bool == false && (results["errors"] as? [Any])?.isEmpty == true)
    }

    @Test(.enabled(if: browser != nil, "no browser is installed")) func anAnswerWithoutNodesIsATable() throws {
        let counts = try record(try play("stats"), "counts")
        #expect(counts["pictureShown"] as? Bool == false && counts["rows"] as? Int ?? 0 > 3)
    }
}
