import Foundation

/// Numbers as people read them.
enum Numbers {
    /// `12,345`, or `12 345` in French.
    static func grouped(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text += spokenLanguage == .french ? "\u{202F}" : "," }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + text
    }

    /// `1.2 MB`.
    static func bytes(_ value: UInt64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var scaled = Double(value)
        var unit = 0
        while scaled >= 1_000 && unit < units.count - 1 {
            scaled /= 1_000
            unit += 1
        }
        return "\(unit == 0 ? "\(value)" : decimal(scaled, 1)) \(units[unit])"
    }

    /// With a number of decimals.
    static func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

    /// With three significant digits.
    static func short(_ value: Double) -> String { String(format: "%.3g", value) }
}
