import Foundation

/// The form under which labels are looked up: Unicode NFC after full case folding.
///
/// `foldedLabel("STRASSE") == foldedLabel("Straße")`, and both ways of writing `é` agree.
public func foldedLabel(_ label: String) -> String {
    if label.utf8.allSatisfy({ $0 < 0x80 }) { return label.lowercased() }
    // Down first: the capital `ẞ` goes up to itself, the small `ß` to `SS`.
    return label.lowercased().uppercased().lowercased().precomposedStringWithCanonicalMapping
}
