import Graph
import Testing
import TripleStore

/// Names by their beginnings, as a person who types asks for them.
@Suite struct BeginningsTests {
    let scratch = Scratch()
    let store: TripleStore
    let types: [TypeID]

    /// Songs by the thousand, two tags among them.
    init() throws {
        let store = try scratch.open()
        self.store = store
        types = try store.write { writer in
            let types = try ["song", "tag"].map { try writer.type(named: $0) }
            for place in 0..<3_000 {
                _ = try writer.add(type: types[0], key: "S\(place)", label: "Song \(place % 2_500)")
            }
            for label in ["Soul", "song", "Pop"] { _ = try writer.add(type: types[1], key: label, label: label) }
            return types
        }
    }

    @Test func labelsAreOfTheTypeThatIsAsked() throws {
        let reader = try store.reader()
        #expect(try reader.labels(startingWith: "SO", type: types[1], limit: 9).names == ["song", "Soul"])
        #expect(try reader.labels(startingWith: "po", type: types[0], limit: 9).names.isEmpty)
        #expect(try reader.labels(startingWith: "po", type: nil, limit: 9).names == ["Pop"])
    }

    @Test func eachNameIsToldOnceAndWhatIsLeftOutIsSaid() throws {
        let reader = try store.reader()
        let songs = try reader.labels(startingWith: "song 1", type: types[0], limit: 3)
        #expect(songs.names == ["Song 1", "Song 10", "Song 100"] && songs.isCut)
        let few = try reader.labels(startingWith: "song 249", type: types[0], limit: 11)
        #expect(few.names.count == 11 && !few.isCut)
        let keys = try reader.keys(startingWith: "S29", type: types[0], limit: 2)
        #expect(keys.names == ["S29", "S290"] && keys.isCut)
        #expect(try reader.keys(startingWith: "s29", type: types[0], limit: 2).names.isEmpty)
        #expect(try reader.keys(startingWith: "S299", type: types[0], limit: 11).names.count == 11)
        #expect(try reader.keys(startingWith: "", type: types[1], limit: 9).names == ["Pop", "Soul", "song"])
    }

    @Test func labelsLongerThanTheIndexAreToldApart() throws {
        let stem = String(repeating: "é", count: 300)
        try store.write { writer in
            for end in ["b", "a"] { _ = try writer.add(type: types[0], key: end, label: stem + end) }
        }
        let reader = try store.reader()
        #expect(try reader.labels(startingWith: stem, type: types[0], limit: 9).names == [stem + "a", stem + "b"])
        #expect(try reader.labels(startingWith: stem + "B", type: nil, limit: 9).names == [stem + "b"])
    }

    /// What is looked at is what is told, not what there is.
    @Test func fewAreLookedAt() throws {
        let reader = try store.reader()
        _ = try reader.labels(startingWith: "song", type: types[0], limit: 10)
        _ = try reader.keys(startingWith: "S", type: types[0], limit: 10)
        #expect(reader.cost.seeks == 2 && reader.cost.visits < 25)
    }
}
