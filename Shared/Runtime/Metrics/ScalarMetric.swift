import CoreMetrics
import Synchronization

/// One number: a counter or a gauge.
final class ScalarMetric: Metric, CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler {
    private let bits = Atomic<UInt64>(0.0.bitPattern)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func reading() -> MetricReading { .scalar(value) }

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func increment(by amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let outcome = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if outcome.exchanged { return }
            old = outcome.original
        }
    }

    func decrement(by amount: Double) { increment(by: -amount) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    // Prometheus takes a counter that goes back for a restart; ours never does while the process lives.
    func reset() {}
}
