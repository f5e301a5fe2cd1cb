import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The logarithmic scale on which a forecast writes each cell's expected number in one byte: `minimum * ratio^byte`.
///
/// Rounding to the nearest byte errs by at most `sqrt(ratio) - 1`. The scale spans exactly the values it is made for, down to
/// `largest / widestRatio^255` (3 ten-millionths of the largest); what is smaller, zero included, is written as that.
struct ForecastScale: Equatable {
    /// With it the relative error is 3 %.
    static let widestRatio = 1.03 * 1.03

    let minimum: Double
    let ratio: Double

    /// The scale that fits the values. Values that are not finite or below 0 count as 0.
    init(fitting values: some Sequence<Double>) {
        var (smallest, largest) = (Double.infinity, 0.0)
        for value in values {
            let value = Self.sane(value)
            smallest = min(smallest, value)
            largest = max(largest, value)
        }
        guard largest > 0 else {
            (minimum, ratio) = (0, 1)
            return
        }
        minimum = max(smallest, largest / pow(Self.widestRatio, 255), .leastNormalMagnitude)
        ratio = max(pow(largest / minimum, 1.0 / 255), 1)
    }

    /// A scale that was read; nil where it is not one.
    init?(minimum: Double, ratio: Double) {
        guard minimum.isFinite, minimum >= 0, ratio.isFinite, ratio >= 1 else { return nil }
        self.minimum = minimum
        self.ratio = ratio
    }

    /// The byte for a value.
    func byte(for value: Double) -> UInt8 {
        let value = Self.sane(value)
        guard ratio > 1, value > minimum else { return 0 }
        return UInt8(min((log(value / minimum) / log(ratio)).rounded(), 255))
    }

    /// The same bytes, for many values: no logarithm each.
    var steps: ForecastSteps { ForecastSteps(self) }

    /// What each byte stands for.
    var table: [Double] { (0..<256).map { minimum * pow(ratio, Double($0)) } }

    static func sane(_ value: Double) -> Double { value.isFinite && value > 0 ? value : 0 }
}
