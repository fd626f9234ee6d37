import ArgumentParser
import Foundation

/// An amount of memory as it is written: `2GB`, `500 MB`.
struct MemorySize: ExpressibleByArgument {
    let bytes: Int

    /// Below this a database of a few songs could not be imported.
    private static let least = 16_000_000

    private static let units = ["mb": 1e6, "gb": 1e9, "tb": 1e12]

    init?(argument: String) {
        let text = argument.lowercased()
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
        guard let number = Double(digits), let factor = Self.units[unit], number * factor < 1e18 else { return nil }
        bytes = Int(number * factor)
        if bytes < Self.least { return nil }
    }
}
