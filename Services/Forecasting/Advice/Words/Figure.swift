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

    /// `+12` of a factor 1.12.
    static func percent(ofFactor factor: Double) -> String {
        let percent = Int(((factor - 1) * 100).rounded())
        return percent < 0 ? "\(percent)" : "+\(percent)"
    }
}
