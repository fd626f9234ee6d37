import Graph
import Testing

@Suite struct PropertyTextTests {
    @Test(arguments: [
        ("5", PropertyValue.integer(5)), ("-0.5", .number(-0.5)), ("1e5", .number(100_000)), (".5", .number(0.5)),
        ("99999999999999999999", .number(1e20)), ("true", .truth(true)),
    ]) func bareNumbersAndTruths(text: String, value: PropertyValue) {
        #expect(PropertyValue(bare: text) == value)
    }

    @Test(arguments: [
        "nan", "NaN", "inf", "-infinity", "0x10", "0x1p3", "1e999", "-1e999", "", "-", "e", "1.2.3", " 5", "٣",
    ])
    func whatIsNoFiniteDecimalNumber(text: String) {
        #expect(PropertyValue(bare: text) == nil)
        #expect(PropertyValue(text, kind: .double) == nil)
    }
}
