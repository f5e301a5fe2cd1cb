#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A scale's bounds between neighbouring bytes, and a straight guess from a number's bits: what makes writing millions of cells cheap.
struct ForecastSteps {
    private let minimum: Double
    /// `bounds[b]`: from here on the byte is above b.
    private let bounds: [Double]
    private let perOctave: Double
    private let offset: Double

    init(_ scale: ForecastScale) {
        minimum = scale.minimum
        let step = scale.ratio > 1 ? log(scale.ratio) : .infinity
        bounds = (0..<255).map { scale.ratio > 1 ? scale.minimum * exp(step * (Double($0) + 0.5)) : .infinity }
        perOctave = scale.ratio > 1 ? log(2) / step : 0
        offset = scale.minimum > 0 ? log2(scale.minimum) : 0
    }

    /// The byte nearest to a value on the logarithmic scale.
    func byte(for value: Double) -> UInt8 {
        guard value > minimum, value.isFinite else { return 0 }
        // The mantissa read as a straight line errs by 0.09 octaves at most; the bounds put it right.
        let octaves = Double(Int(value.bitPattern >> 32)) * (1.0 / 1_048_576) - 1_023 - offset
        var guess = Int(min(max(octaves * perOctave + 0.5, 0), 255))
        while guess < 255, value >= bounds[guess] { guess += 1 }
        while guess > 0, value < bounds[guess - 1] { guess -= 1 }
        return UInt8(guess)
    }
}
