import CoreMetrics
import Synchronization

/// Keeps every metric of the process and hands out their handlers: what `/metrics` is rendered from.
///
/// The number of label sets of one name is bounded. Past the bound a new label set shares one series, labelled `overflow="true"`, and
/// `quietude_metrics_overflowed_total` counts how often that happened.
public final class MetricsRegistry: MetricsFactory {
    /// Label sets of one name.
    public static let maximumSeries = 500

    private let families = Mutex<[String: MetricFamily]>([:])
    private let maximumSeries: Int
    private let overflowed = ScalarMetric()

    /// An empty registry.
    public init(maximumSeries: Int = MetricsRegistry.maximumSeries) {
        self.maximumSeries = maximumSeries
    }

    /// Says what a metric means, for the `# HELP` line.
    public func describe(_ label: String, _ help: String) {
        families.withLock { $0[PrometheusName.sanitised(label), default: MetricFamily()].help = help }
    }

    /// A number that only grows.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter, ScalarMetric.init)
    }

    /// A number that only grows.
    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        series(label, dimensions, .counter, ScalarMetric.init)
    }

    /// A number that goes up and down.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge, ScalarMetric.init)
    }

    /// With `aggregate` a histogram of plain values, without it the last value.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if aggregate { return series(label, dimensions, .histogram) { HistogramMetric(bounds: HistogramMetric.valueBounds, scale: 1) } }
        return series(label, dimensions, .gauge, ScalarMetric.init)
    }

    /// A histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, .histogram) { HistogramMetric(bounds: HistogramMetric.secondBounds, scale: 1e-9) }
    }

    // A series lives as long as the process: a counter that vanished and came back would look like a restart.
    /// Keeps the series.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Keeps the series.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Keeps the series.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Keeps the series.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Keeps the series.
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// The families in order of name, each with its series in order of labels.
    func collected() -> [(name: String, family: MetricFamily)] {
        var all = families.withLock { $0 }
        if overflowed.value > 0 {
            all["quietude_metrics_overflowed"] = MetricFamily(
                help: "Metrics asked for with labels beyond the bound", kind: .counter, series: [MetricLabels([]): overflowed])
        }
        return all.filter { !$0.value.series.isEmpty }.sorted { $0.key < $1.key }.map { (name: $0.key, family: $0.value) }
    }

    private func series<M: Metric>(_ label: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind, _ make: () -> M) -> M {
        families.withLock { families in
            let name = PrometheusName.sanitised(label)
            var family = families[name] ?? MetricFamily()
            defer { families[name] = family }
            if family.series.isEmpty { family.kind = kind }
            // A name that is already of another kind would make the page unreadable: the newcomer counts into a series nobody shows.
            guard family.kind == kind else { return make() }
            var labels = MetricLabels(dimensions)
            if family.series[labels] == nil, family.series.count >= maximumSeries {
                overflowed.increment(by: Int64(1))
                labels = MetricLabels([("overflow", "true")])
            }
            if let existing = family.series[labels] as? M { return existing }
            let made = make()
            family.series[labels] = made
            return made
        }
    }
}

/// All series of one name.
struct MetricFamily {
    enum Kind: String {
        case counter, gauge, histogram
    }

    var help = ""
    var kind = Kind.gauge
    var series: [MetricLabels: any Metric] = [:]
}

/// The labels of a series, in order of name.
struct MetricLabels: Hashable, Comparable {
    let pairs: [Pair]

    struct Pair: Hashable {
        let name: String
        let value: String
    }

    init(_ dimensions: [(String, String)]) {
        pairs = dimensions.map { Pair(name: PrometheusName.sanitised($0.0), value: $0.1) }.sorted { $0.name < $1.name }
    }

    static func < (left: MetricLabels, right: MetricLabels) -> Bool {
        left.pairs.lexicographicallyPrecedes(right.pairs) { ($0.name, $0.value) < ($1.name, $1.value) }
    }
}

/// What a series must be able to say.
protocol Metric: AnyObject, Sendable {
    func reading() -> MetricReading
}

/// What a series says when it is asked.
enum MetricReading: Equatable {
    case scalar(Double)
    /// Numbers of values in each bucket (not cumulated; the last one is beyond all bounds), and the sum of all values.
    case histogram(bounds: [Double], counts: [UInt64], sum: Double)
}
