import Domain

/// Numbers as documents write them, whatever the machine's locale.
enum DecimalText {
    /// Six decimals at most, a tenth of a metre in degrees, without trailing zeros.
    static func degrees(_ value: Double) -> String {
        let millionths = Int64((value * 1e6).rounded())
        let (whole, rest) = (millionths.magnitude / 1_000_000, millionths.magnitude % 1_000_000)
        var digits = String(rest)
        digits = String(repeating: "0", count: 6 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return (millionths < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
    }

    /// `2026-11-25T09:30:00` and an offset; CAP writes UTC as `-00:00`, RFC 3339 as `Z`.
    static func time(_ seconds: Int64, utc: String) -> String {
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let day = seconds.floorDivided(by: 86_400)
        let rest = seconds.floorRemainder(by: 86_400)
        return CivilDay(number: Int(day)).text + "T\(two(rest / 3_600)):\(two(rest % 3_600 / 60)):\(two(rest % 60))" + utc
    }
}
