import CoreMetrics
import Synchronization

/// How many values fell into each of fixed buckets whose bounds grow by a constant factor.
final class HistogramMetric: Metric, RecorderHandler, TimerHandler {
    /// Seconds from 50 microseconds to about 105 seconds, each twice the one before.
    static let secondBounds: [Double] = (0..<22).map { 50e-6 * Double(1 << $0) }
    /// From 1 to about 10^9 by powers of four.
    static let valueBounds: [Double] = (0..<16).map { Double(1 << (2 * $0)) }

    private struct Content {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let scale: Double
    private let content: Mutex<Content>

    /// - Parameter scale: what a recorded value is multiplied by, so that nanoseconds become seconds.
    init(bounds: [Double], scale: Double) {
        self.bounds = bounds
        self.scale = scale
        content = Mutex(Content(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let scaled = value * scale
        guard !scaled.isNaN else { return }
        let bucket = bounds.firstIndex { scaled <= $0 } ?? bounds.count
        content.withLock {
            $0.counts[bucket] += 1
            $0.sum += scaled
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }

    func reading() -> MetricReading {
        content.withLock { .histogram(bounds: bounds, counts: $0.counts, sum: $0.sum) }
    }
}
