import Testing

/// `where` and `order by`, at the end of reads and in brackets after names.
@Suite struct ConditionTests {
    private func keys(_ statement: String) throws -> [String] {
        let scene = try Stage.small().run(statement + " format jsonl")
        #expect(scene.outcome == .done, "\(scene.notes)")
        return scene.lines.compactMap { line in
            line.range(of: "\"id\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
        }
    }

    @Test(arguments: [
        ("neighbours user 42 where count > 5", ["song:S1"]),
        ("neighbours user 42 where edge.count = 1", ["song:S3"]),
        ("neighbours user 42 order by count", ["song:S3", "song:S1"]),
        ("neighbours user 42 order by count desc", ["song:S1", "song:S3"]),
        ("neighbours artist \"Phil Collins\" where type = \"song\" order by label desc", ["song:S3", "song:S1"]),
        ("neighbours song S1 where via = \"sungBy\"", ["artist:Phil Collins"]),
        ("neighbours song S1 hops 2 where hop = 2 and type = \"song\"", ["song:S3"]),
        ("neighbours user 42 where degree > 4", ["song:S3"]),
        ("traverse user 42 played where year = 1985 and not label ~ \"^one\"", ["song:S3"]),
        ("traverse user 42 played where artist = \"Phil Collins\" order by label desc", ["song:S3", "song:S1"]),
        ("traverse user 7 played where sungBy in (\"Queen\", \"Phil Collins\")", ["song:S3"]),
        ("traverse user 7 played where year between 1980 and 1984", ["song:S4"]),
        ("traverse user 7 played where type = \"SONG\" and year < 1985", ["song:S4"]),
        ("neighbours user 42 where edge.type in (\"PLAYED\") and count > 5", ["song:S1"]),
        ("neighbours user 42 where 1 = 1 and artist between \"P\" and \"Q\" limit 1", ["song:S1"]),
        ("similar user 42 top 1", ["user:7"]),
        ("traverse user 7 played where lower(label) = \"easy lover\"", ["song:S4"]),
        ("traverse user 7 played where releasedIn is null", []),
        ("neighbours \"One More Night\"[year = 2012] via sungBy", ["artist:Maroon 5"]),
        ("neighbours \"One More Night\"[artist = \"Phil Collins\" and degree > 2] via releasedIn", ["year:1985"]),
    ]) func rowsAreChosenAndOrdered(statement: String, expected: [String]) throws {
        #expect(try keys(statement) == expected, "\(statement)")
    }

    @Test func theLimitIsOfTheRowsThatStay() throws {
        let scene = try Stage.small().run("neighbours artist \"Phil Collins\" where type = \"song\" limit 1")
        #expect(scene.lines.count == 2)
        #expect(scene.notes == "1 more; `limit` sets how many are shown\n")
    }

    @Test func pathsThatTheLimitKeepsOutAreCounted() throws {
        let scene = try Stage.small().run("paths song S1 to song S3 all hops 2 where length = 2 limit 1")
        #expect(scene.lines.count == 2 && scene.notes.contains("3 more; `limit` sets how many are shown"))
    }

    @Test func aNameInAMatchIsLookedUp() throws {
        let plan = try Stage.small().run("plan match (a:artist {name: \"Phil Collins\"}) return a").output
        #expect(plan.contains("start with what its key or label names"))
        let byKey = try Stage.small().run("match (a:year {key: 1985})<-[:releasedIn]-(s) return count(*) format csv")
        #expect(byKey.output == "count(*)\r\n2\r\n")
    }

    @Test func aWrongNameInBracesIsAnErrorAndCaseIsNone() throws {
        let stage = try Stage.small()
        #expect(stage.run("match (a {label: \"SUSSUDIO\"}) return a.key format csv").output == "a.key\r\nS3\r\n")
        let scene = stage.run("match (a:song {label: \"Susudio\"}) return a")
        #expect(scene.notes.contains("unknown_node") && scene.notes.contains("did you mean \"Sussudio\"?"))
        #expect(stage.run("match (a:song {key: \"S99\"}) return a").outcome == .failed)
    }

    @Test func figuresOfNodesAreOfTheirNames() throws {
        let scene = try Stage.small().run(
            "match (s:song) return min(s.year), max(s.year), avg(s.year), count(s.year) format csv")
        #expect(scene.output == "min(s.year),max(s.year),avg(s.year),count(s.year)\r\n1984,2012,1991.5,4\r\n")
    }

    @Test func aColumnOfNeighboursIsOneField() throws {
        let scene = try Stage.small().run(
            "match (s:song)-[:sungBy]->(a) return a, s.year, count(s) order by s.year desc limit 1 format csv")
        #expect(scene.output == "a,a_label,s.year,count(s)\r\nartist:Maroon 5,Maroon 5,2012,1\r\n")
    }

    @Test func conditionsSeeMorePathsThanTheUsualCap() throws {
        let stage = try Stage.withExamples(format: "csv")
        let scene = stage.run("traverse user 42 played/^played return paths where key = \"206\"")
        #expect(scene.lines.first.map { $0.split(separator: "\r\n").count } == 23)
        let some = stage.run("traverse user 42 played/^played return paths where key = \"206\" limit 3")
        #expect(some.notes.contains("only the first 1,000 paths were looked at"))
    }

    @Test func aPlanShowsConditionsAndOrder() throws {
        let plan = try Stage.small().run("plan neighbours user 42 where count > 1 order by label").output
        #expect(plan.contains("keep what the condition admits") && plan.contains("put in order"))
    }

    @Test func countsAndPathsHeedConditions() throws {
        let stage = try Stage.small(format: "csv")
        #expect(stage.run("traverse user 7 played return count where year = 1985").output == "count\r\n1\r\n")
        let trails = stage.run("traverse user 7 played/releasedIn return paths where nodes = \"1985\"")
        #expect(trails.output.contains("1985") && !trails.output.contains("1984"))
    }

    @Test(arguments: [
        ("neighbours user 42 where yaer = 1985", "nothing here is called `yaer`", "did you mean year?"),
        ("neighbours user 42 hops 2 where count > 5", "nothing here is called `count`", "it belongs to edges"),
        ("neighbours user 42 where count(*) > 5", "`count` is of many rows", "match"),
        ("neighbours user 42 where lowr(label) = \"x\"", "no function `lowr`", "did you mean lower?"),
        ("neighbours user 42 where label ~ \"(\"", "~: `(` will not do", "regular expression"),
        ("neighbours user 42 where label = $x", "$x has no value", "let"),
        ("neighbours user 42 where type = \"sonng\"", "the graph has no type `sonng`", "did you mean song?"),
        ("paths song S1 to song S3 where cost < 3", "nothing here is called `cost`", "stats"),
        ("match (a)-[:played]->{1,65}(b) return b", "`65` will not do", "at most 64"),
        ("neighbours user 42 where hop.length = 1", "nothing here is called `length`", "stats"),
        ("describe \"One More Night\"[yaer = 1985]", "nothing here is called `yaer`", "year"),
    ]) func aConditionThatHasNoMeaningIsAnError(statement: String, cause: String, help: String) throws {
        let scene = try Stage.small().run(statement)
        #expect(scene.outcome == .failed && scene.output.isEmpty)
        #expect(scene.notes.contains(cause) && scene.notes.contains(help), "\(scene.notes)")
    }

    @Test func propertiesOfNodesAndEdges() throws {
        let stage = try Stage.small(format: "jsonl")
        stage.run("add song S3 with bpm = 121, live = false\nadd user 42 played song S3 with since = 2001, count = 3")
        #expect(stage.run("neighbours user 42 where bpm > 120 and live = false").output.contains("song:S3"))
        #expect(stage.run("neighbours user 42 where since < 2002 and count = 3").output.contains("song:S3"))
        #expect(stage.run("neighbours user 42 where since is null").output.contains("song:S1"))
        #expect(stage.run("paths user 42 to song S3").output.contains("\"props\":{\"count\":3,\"since\":2001}"))
        #expect(stage.run("neighbours user 42 hops 1..2 where since = 2001").notes.contains("it belongs to edges"))
    }
}
