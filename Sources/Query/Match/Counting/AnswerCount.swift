/// How many answers there are: exact up to 63 bits, beyond them a floating-point number.
struct AnswerCount: Comparable, ExpressibleByIntegerLiteral {
    /// An exact count; or, with the highest bit set, the others are those of a floating-point number.
    private let bits: UInt64

    private static let mark = UInt64(1) << 63

    init(_ count: Int) { bits = UInt64(count) }

    init(integerLiteral count: Int) { self.init(count) }

    private init(rounded: Double) { bits = Self.mark | max(0, min(rounded, .greatestFiniteMagnitude)).bitPattern }

    private var isExact: Bool { bits < Self.mark }

    private var number: Double { isExact ? Double(bits) : Double(bitPattern: bits & ~Self.mark) }

    /// The count as a value: an integer where it is exact.
    var datum: Datum { isExact ? .integer(Int64(bits)) : .number(number) }

    /// How many binary digits it has less than the most: exact counts with as many are within a factor of two.
    var leadingZeros: Int { bits.leadingZeroBitCount }

    static func < (left: AnswerCount, right: AnswerCount) -> Bool {
        left.isExact && right.isExact ? left.bits < right.bits : left.number < right.number
    }

    static func + (left: AnswerCount, right: AnswerCount) -> AnswerCount {
        exact(left, right, left.bits &+ right.bits) ?? AnswerCount(rounded: left.number + right.number)
    }

    static func * (left: AnswerCount, right: AnswerCount) -> AnswerCount {
        let (product, overflows) = left.bits.multipliedReportingOverflow(by: right.bits)
        if !overflows, let exact = exact(left, right, product) { return exact }
        return AnswerCount(rounded: left.number * right.number)
    }

    /// What is left of a count when some of the answers are taken off.
    static func - (left: AnswerCount, right: AnswerCount) -> AnswerCount {
        exact(left, right, left.bits &- right.bits) ?? AnswerCount(rounded: left.number - right.number)
    }

    /// The result of two exact counts, if it is one.
    private static func exact(_ left: AnswerCount, _ right: AnswerCount, _ bits: UInt64) -> AnswerCount? {
        left.bits | right.bits | bits < mark ? AnswerCount(Int(bits)) : nil
    }
}
