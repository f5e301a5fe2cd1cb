import Domain

/// How long a source is usually silent between two batches: mean and spread of the logarithm, with exponential forgetting.
public struct BatchGap: Hashable, Sendable {
    /// Batches before it says anything.
    static let learntAfter = 20.0
    /// Standard deviations of the logarithm beyond which a silence is unusual.
    static let unusual = 4.0
    /// Never shorter than so many seconds, nor than so many usual gaps.
    static let leastSilence = 600.0
    static let leastTimes = 5.0

    private var mean = 0.0
    private var variance = 0.0
    private var seen = 0.0

    /// No batch came yet.
    public init() {}

    /// Learns the seconds between two batches.
    public mutating func learn(_ seconds: Double) {
        let value = logarithm(max(seconds, 0.001))
        seen += 1
        let weight = max(1 / seen, 0.02)
        let difference = value - mean
        mean += weight * difference
        variance += weight * (difference * difference - variance)
    }

    /// Seconds; nil before it was learnt.
    public var usual: Double? { seen >= Self.learntAfter ? exponential(mean) : nil }

    /// Seconds of silence that are unusual; nil before that was learnt.
    public var longest: Double? {
        usual.map { max(Self.leastSilence, Self.leastTimes * $0, exponential(mean + Self.unusual * variance.squareRoot())) }
    }

    func write(to writer: inout StateWriter) {
        writer.write(mean)
        writer.write(variance)
        writer.write(seen)
    }

    init(from reader: inout StateReader) throws(StateError) {
        mean = try reader.double()
        variance = try reader.double()
        seen = try reader.double()
    }
}
