import Glibc

/// Numbers as they stand in a sentence; the libraries of science have no Foundation to format them.
enum Figure {
    /// One decimal below ten, none above: `3.4` and `3,4`, `27`.
    static func text(_ value: Double, french: Bool) -> String {
        guard value.isFinite else { return "?" }
        guard abs(value) < 9.95 else { return whole(value) }
        let tenths = Int((value * 10).rounded())
        let (units, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        let sign = tenths < 0 ? "-" : ""
        return rest == 0 ? "\(sign)\(units)" : "\(sign)\(units)\(french ? "," : ".")\(rest)"
    }

    /// Rounded, held to what an `Int` holds.
    static func whole(_ value: Double) -> String { "\(Int(max(-1e15, min(1e15, value.isFinite ? value : 0)).rounded()))" }

    /// How many people, by thousands: `60,000` and `60 000` (with a narrow no-break space).
    static func people(_ value: Double, french: Bool) -> String {
        var text = ""
        let digits = whole(value)
        for (place, digit) in digits.enumerated() {
            if place > 0, digit.isNumber, (digits.count - place) % 3 == 0, text.last?.isNumber == true { text += french ? "\u{202F}" : "," }
            text.append(digit)
        }
        return text
    }

    /// `+12` of a factor 1.12.
    static func percent(ofFactor factor: Double) -> String {
        let percent = Int(((factor - 1) * 100).rounded())
        return percent < 0 ? "\(percent)" : "+\(percent)"
    }
}
