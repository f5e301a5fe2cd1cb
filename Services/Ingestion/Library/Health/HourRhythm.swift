import Domain

/// How many observations a source sends in an hour, learnt by hour of the day and kind of day (working day or weekend).
///
/// Each of the 48 cells holds a mean with exponential forgetting (weight 1/n, at least 1/8: about two months of working days), and one
/// dispersion (variance over mean) is held for all. An hour is unusual where it lies far from its mean in standard deviations; counts of
/// real sources are more spread than Poisson's, which is what the dispersion is for.
public struct HourRhythm: Hashable, Sendable {
    /// Times that a cell must have been seen before it says anything.
    static let learntAfter = 4.0
    /// Standard deviations beyond which an hour is unusual.
    static let unusual = 4.0
    /// An hour of which fewer are expected cannot be told from an empty one.
    static let leastExpected = 5.0

    private var means = [Double](repeating: 0, count: 48)
    private var seen = [Double](repeating: 0, count: 48)
    private var dispersion = 1.0

    /// Nothing is known yet.
    public init() {}

    /// What is expected in a cell; nil before it was learnt.
    public func expected(hour: Int, weekend: Bool) -> Double? {
        let cell = Self.cell(hour, weekend)
        return seen[cell] >= Self.learntAfter ? means[cell] : nil
    }

    /// How an hour compares with what was expected: negative for less, in standard deviations; nil before it was learnt.
    public func deviation(_ count: UInt64, hour: Int, weekend: Bool) -> Double? {
        guard let expected = expected(hour: hour, weekend: weekend) else { return nil }
        return (Double(count) - expected) / max(1, dispersion * expected).squareRoot()
    }

    /// Learns a full hour.
    public mutating func learn(_ count: UInt64, hour: Int, weekend: Bool) {
        let cell = Self.cell(hour, weekend)
        if seen[cell] >= Self.learntAfter, means[cell] >= 1 {
            let ratio = (Double(count) - means[cell]) * (Double(count) - means[cell]) / means[cell]
            // One wild hour must not make all hours usual.
            dispersion += 0.02 * (min(ratio, 25) - dispersion)
        }
        seen[cell] += 1
        means[cell] += (Double(count) - means[cell]) * max(1 / seen[cell], 0.125)
    }

    private static func cell(_ hour: Int, _ weekend: Bool) -> Int { min(max(hour, 0), 23) + (weekend ? 24 : 0) }

    func write(to writer: inout StateWriter) {
        writer.write(means)
        writer.write(seen)
        writer.write(dispersion)
    }

    init(from reader: inout StateReader) throws(StateError) {
        means = try reader.doubles(exactly: 48)
        seen = try reader.doubles(exactly: 48)
        dispersion = try reader.double()
    }
}
