import Graph
import Query
import TestSupport
import Testing

/// Conditions on nodes and edges: three truths, lists, names, and the kinds of values.
@Suite struct ConditionTests {
    private let graph = MemoryGraph()
    private let song: NodeID
    private let other: NodeID
    private let artist: NodeID
    private let user: NodeID

    init() {
        song = graph.node(
            "song", "S1", label: "Sussudio",
            properties: [
                Property("bpm", .number(121.5)), Property("live", .truth(false)), Property("year", .integer(1985)),
            ])
        other = graph.node("song", "S2", label: nil, properties: [Property("year", .integer(1986))])
        artist = graph.node("artist", "A1", label: "Phil Collins")
        user = graph.node("user", "42")
        graph.edge(song, "sungBy", artist)
        graph.edge(
            user, "played", song, weight: 17, properties: [Property("since", .integer(2001))])
    }

    private func holds(_ condition: Condition, _ node: NodeID) throws -> Bool {
        try Evaluator(graph).places(where: condition, in: Rows(nodes: [node])) == [0]
    }

    private func compare(_ field: Field, _ comparison: Comparison, _ datum: Datum) -> Condition {
        .comparison(.field(field, of: .column(0)), comparison, .constant(datum))
    }

    @Test func fieldsOfANode() throws {
        #expect(try holds(compare(.identity, .equal, .text("song:S1")), song))
        #expect(try holds(compare(.key, .equal, .text("S1")), song))
        #expect(try holds(compare(.label, .equal, .text("Sussudio")), song))
        #expect(try holds(compare(.name, .equal, .text("S2")), other))
        #expect(try holds(compare(.type, .equal, .text("artist")), artist))
        #expect(try holds(compare(.degree, .equal, .integer(2)), song))
        #expect(try holds(compare(.property("bpm"), .greater, .integer(121)), song))
        #expect(try holds(compare(.property("live"), .equal, .truth(false)), song))
    }

    @Test func whatIsNotThereIsUnknownAndSoIsItsOpposite() throws {
        let tempo = compare(.property("bpm"), .greater, .integer(0))
        #expect(try holds(tempo, song))
        #expect(try !holds(tempo, other))
        #expect(try !holds(.not(tempo), other))
        #expect(try holds(.any([tempo, compare(.key, .equal, .text("S2"))]), other))
        #expect(try !holds(.all([tempo, compare(.key, .equal, .text("S2"))]), other))
        #expect(try holds(.isNull(.field(.property("bpm"), of: .column(0))), other))
        #expect(try !holds(compare(.property("bpm"), .unequal, .integer(5)), other))
        #expect(try holds(.not(.all([tempo, compare(.key, .equal, .text("S9"))])), other))
    }

    @Test func aRelationStandsForWhatItLeadsTo() throws {
        let relations = RelationSet.of([try #require(graph.vocabulary.relation(named: "sungBy"))])
        let sungBy = Field.neighbours(EdgeChoice(relations, .out), type: nil)
        #expect(try holds(compare(sungBy, .equal, .text("Phil Collins")), song))
        #expect(try holds(compare(sungBy, .equal, .text("A1")), song))
        #expect(try holds(compare(sungBy, .equal, .node(artist)), song))
        #expect(try !holds(compare(sungBy, .unequal, .text("Phil Collins")), song))
        #expect(try !holds(compare(sungBy, .unequal, .text("Queen")), other))
        #expect(try holds(.isNull(.field(sungBy, of: .column(0))), other))
        let keyOfArtist = Term.field(.key, of: .field(sungBy, of: .column(0)))
        #expect(try holds(.comparison(keyOfArtist, .equal, .constant(.text("A1"))), song))
    }

    @Test func ofSeveralNeighboursOneThatFitsIsEnough() throws {
        let second = graph.node("artist", "A2", label: "Philip Bailey")
        graph.edge(song, "sungBy", second)
        let sungBy = Field.neighbours(EdgeChoice(.all, .out), type: graph.vocabulary.type(named: "artist"))
        #expect(try holds(compare(sungBy, .equal, .text("Philip Bailey")), song))
        #expect(try !holds(compare(sungBy, .unequal, .text("Philip Bailey")), song))
        #expect(try holds(compare(sungBy, .unequal, .text("Queen")), song))
        #expect(try holds(.matches(.field(sungBy, of: .column(0)), pattern: "bail.y$"), song))
        #expect(try !holds(.matches(.field(sungBy, of: .column(0)), pattern: "^bailey"), song))
    }

    @Test func numbersCompareWithTextsThatReadAsNumbers() throws {
        let year = graph.node("year", "1985", label: "1985")
        #expect(try holds(compare(.label, .less, .integer(1990)), year))
        #expect(try holds(compare(.label, .equal, .number(1985)), year))
        #expect(try !holds(compare(.label, .less, .integer(1990)), song))
        #expect(try !holds(compare(.label, .atLeast, .integer(1990)), song))
    }

    @Test func oneAndTheSameValueLiesWithinBothBounds() throws {
        let list = Term.constant(.list([.integer(1), .integer(100)]))
        func isBetween(_ least: Int64, _ most: Int64) throws -> Bool {
            try holds(.between(list, .constant(.integer(least)), .constant(.integer(most))), song)
        }
        #expect(try !isBetween(40, 60))
        #expect(try isBetween(40, 100))
        #expect(try isBetween(1, 1))
        let nothing = Condition.between(
            .field(.property("bpm"), of: .column(0)), .constant(.integer(0)), .constant(.integer(200)))
        #expect(try holds(nothing, song))
        #expect(try !holds(nothing, other) && !holds(.not(nothing), other))
    }

    @Test func aNodeIsLargerOrSmallerByItsNameAlone() throws {
        let zebra = graph.node("artist", "A9", label: "Zebra")
        let itself = Term.column(0)
        #expect(try !holds(.comparison(itself, .less, .constant(.text("M"))), zebra))
        #expect(try holds(.comparison(.constant(.text("M")), .less, itself), zebra))
        #expect(try !holds(.between(itself, .constant(.text("A")), .constant(.text("B"))), zebra))
        #expect(try holds(.comparison(itself, .equal, .constant(.text("A9"))), zebra))
    }

    @Test func anInterruptStopsTheLookAtManyRows() throws {
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: GraphError.interrupted) {
            try Evaluator(graph, cancellation: cancellation).places(
                where: compare(.key, .equal, .text("S1")), in: Rows(nodes: [song]))
        }
    }

    @Test func anEdgeHasItsWeightItsPropertiesAndItsEnds() throws {
        let edge = Datum.edge(Triple(user, try #require(graph.vocabulary.relation(named: "played")), song))
        let rows = Rows([[edge]])
        let evaluator = Evaluator(graph)
        let found = try [Field.weight, .property("count"), .property("since"), .type, .head, .tail, .label].map {
            try evaluator.values(of: .field($0, of: .column(0)), in: rows)[0]
        }
        #expect(
            found == [
                .integer(17), .integer(17), .integer(2001), .text("played"), .node(user), .node(song), .null,
            ])
    }

    @Test func functionsOfTextsAndNumbers() throws {
        let evaluator = Evaluator(graph)
        let rows = Rows([[.text("Ägypten"), .number(-2.5), .integer(-3), .null, .node(song)]])
        func values(_ function: Function) throws -> [Datum] {
            try evaluator.values(of: .call(function, .column(0)), in: rows)
        }
        #expect(try values(.lower) == [.text("ägypten"), .null, .null, .null, .text("sussudio")])
        #expect(try values(.length) == [.integer(7), .null, .null, .null, .integer(8)])
        #expect(try values(.abs) == [.null, .number(2.5), .integer(3), .null, .null])
        #expect(try values(.round) == [.null, .number(-3), .integer(-3), .null, .null])
    }

    @Test func valuesSortByKindAndSizeAndNothingComesLast() {
        let sorted: [Datum] = [
            .integer(-1), .number(0.5), .integer(2), .text("a"), .text("b"), .truth(false), .truth(true),
            .node(song), .list([.integer(1), .integer(2)]), .list([.integer(1), .integer(3)]), .null,
        ]
        for (place, left) in sorted.enumerated() {
            for (further, right) in sorted.enumerated() {
                #expect(left.sorts(before: right) == (place < further), "\(left) \(right)")
                let isBefore = left != .null && (right == .null || place > further)
                #expect(left.sorts(before: right, isDescending: true) == isBefore, "\(left) \(right)")
            }
        }
    }

    @Test func laterPartsOfAConditionAreAskedOfUndecidedRowsAlone() throws {
        let rows = Rows(nodes: [song, other, artist, user])
        let isSong = compare(.type, .equal, .text("song"))
        let before = graph.cost.seeks
        _ = try Evaluator(graph).places(where: .all([isSong, compare(.degree, .greater, .integer(0))]), in: rows)
        // Four nodes for their types, two for their degrees.
        #expect(graph.cost.seeks - before == 6)
    }
}
