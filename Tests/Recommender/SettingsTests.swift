import Recommender
import Testing

@Test func settingsAreReadByName() throws {
    let settings = try TrainingSettings(
        .ncf,
        [
            ("Epochs", .integer(3)), ("rate", .number(0.01)), ("layers", .text("8-4")), ("positive", .text("repeat")),
            ("seed", .integer(1)), ("seed", .integer(2)),
        ])
    #expect(settings.epochs == 3 && settings.rate == 0.01 && settings.layers == [8, 4] && settings.seed == 2)
    #expect(settings.positive == .repeated && settings.batch == 256)
    #expect(try TrainingSettings(.ncf, settings.pairs) == settings)
    #expect(try ModelKind(named: "Pop") == .popularity)
}

@Test func unknownSettingsAndValuesSayWhatIsKnown() {
    #expect(throws: RecommenderError.unknownKind("svd", known: ModelKind.allCases.map(\.rawValue))) {
        try ModelKind(named: "svd")
    }
    #expect(throws: RecommenderError.unknownSetting("rate", known: ["positive", "holdout", "tested", "seed"])) {
        try TrainingSettings(.popularity, [("rate", .number(1))])
    }
    let wrong: [(String, SettingValue, String)] = [
        ("epochs", .integer(0), "a whole number from 1 to 100000"),
        ("epochs", .number(2.5), "a whole number from 1 to 100000"),
        ("rate", .integer(0), "a number above 0.0 and up to 10.0"),
        ("rate", .number(.nan), "a number above 0.0 and up to 10.0"),
        ("positive", .text("all"), "repeat or any"),
        ("holdout", .truth(true), "test or none"),
        ("layers", .text("7-3"), "widths from 1 to 65536 such as \"64-32-16-8\", two or more, the first even"),
        ("layers", .text("8--3"), "widths from 1 to 65536 such as \"64-32-16-8\", two or more, the first even"),
    ]
    for (name, value, expected) in wrong {
        #expect(throws: RecommenderError.badValue(setting: name, value: value.description, expected: expected)) {
            try TrainingSettings(.ncf, [(name, value)])
        }
    }
}
