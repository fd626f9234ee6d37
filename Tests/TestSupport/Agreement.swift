/// Whether two lists are of one length, not empty, and `agree` holds of each pair: `zip` alone passes over what one of
/// them has more.
public func allAgree<Left: Collection, Right: Collection>(
    _ left: Left, _ right: Right, _ agree: (Left.Element, Right.Element) -> Bool
) -> Bool {
    !left.isEmpty && left.count == right.count && zip(left, right).allSatisfy(agree)
}

extension Collection where Element: BinaryFloatingPoint {
    /// Whether the numbers are as many as `others`, and each within `tolerance` of its own.
    public func isClose<Other: BinaryFloatingPoint>(
        to others: some Collection<Other>, within tolerance: Double
    ) -> Bool {
        allAgree(self, others) { abs(Double($0) - Double($1)) <= tolerance }
    }
}
