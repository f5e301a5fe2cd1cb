import Foundation
import Metrics
import Testing

@testable import Runtime

@Suite("Metrics")
struct MetricsTests {
    @Test("a page lists families in order of name, series in order of labels, in Prometheus' text format")
    func page() {
        let registry = MetricsRegistry()
        registry.describe("requests", "Requests\nanswered")
        Counter(label: "requests", dimensions: [("code", "ok"), ("app", "a\"b\\c\nd")], factory: registry).increment(by: 3)
        Counter(label: "requests", dimensions: [("app", "x"), ("code", "no")], factory: registry).increment()
        Meter(label: "queue.depth", dimensions: [], factory: registry).set(2.5)
        #expect(
            PrometheusText.page(registry, process: nil) == """
                # TYPE queue_depth gauge
                queue_depth 2.5
                # HELP requests_total Requests\\nanswered
                # TYPE requests_total counter
                requests_total{app="a\\"b\\\\c\\nd",code="ok"} 3
                requests_total{app="x",code="no"} 1

                """)
    }

    @Test("a timer is a histogram of seconds with cumulated buckets, a sum and a count")
    func timer() {
        let registry = MetricsRegistry()
        let timer = Timer(label: "wait", dimensions: [("at", "door")], factory: registry)
        timer.recordNanoseconds(60_000)
        timer.recordNanoseconds(60_000)
        timer.recordNanoseconds(1_000_000_000_000)
        let lines = PrometheusText.page(registry, process: nil).split(separator: "\n").map(String.init)
        #expect(lines[0] == "# TYPE wait histogram")
        #expect(lines.contains("wait_bucket{at=\"door\",le=\"5e-05\"} 0"))
        #expect(lines.contains("wait_bucket{at=\"door\",le=\"0.0001\"} 2"))
        #expect(lines.contains("wait_bucket{at=\"door\",le=\"104.8576\"} 2"))
        #expect(lines.contains("wait_bucket{at=\"door\",le=\"+Inf\"} 3"))
        #expect(lines.contains { $0.hasPrefix("wait_sum{at=\"door\"} 1000.00012") })
        #expect(lines.last == "wait_count{at=\"door\"} 3")
    }

    @Test("the same name and labels are one series, whoever asks")
    func shared() {
        let registry = MetricsRegistry()
        Counter(label: "hits", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment()
        Counter(label: "hits", dimensions: [("b", "2"), ("a", "1")], factory: registry).increment()
        #expect(PrometheusText.page(registry, process: nil).contains("hits_total{a=\"1\",b=\"2\"} 2"))
    }

    @Test("label sets beyond the bound share one series, and that is counted")
    func bounded() {
        let registry = MetricsRegistry(maximumSeries: 2)
        for number in 1...5 { Counter(label: "hits", dimensions: [("who", "\(number)")], factory: registry).increment() }
        let page = PrometheusText.page(registry, process: nil)
        #expect(page.contains("hits_total{overflow=\"true\"} 3"))
        #expect(page.contains("quietude_metrics_overflowed_total 3"))
        #expect(!page.contains("who=\"3\""))
    }

    @Test("a name that is already of another kind does not spoil the page")
    func otherKind() {
        let registry = MetricsRegistry()
        Counter(label: "thing", dimensions: [], factory: registry).increment()
        Meter(label: "thing", dimensions: [], factory: registry).set(9)
        #expect(PrometheusText.page(registry, process: nil) == "# TYPE thing_total counter\nthing_total 1\n")
    }

    @Test("counting from many tasks loses nothing")
    func concurrent() async {
        let registry = MetricsRegistry()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let counter = Counter(label: "hits", dimensions: [], factory: registry)
                    for _ in 0..<1_000 { counter.increment() }
                }
            }
        }
        #expect(PrometheusText.page(registry, process: nil).contains("hits_total 8000"))
    }

    @Test("the process's own numbers are read from proc, whatever the program is called")
    func process() {
        let stat = "7 (a) b) c) S 1 7 7 0 -1 4194560 100 0 0 0 250 150 0 0 20 0 12 0 6000 1000000 512 1 2 3"
        let metrics = ProcessMetrics.parse(stat: stat, system: "cpu 1 2\nbtime 1700000000\n", ticks: 100, page: 4096)
        #expect(metrics.cpuSeconds == 4)
        #expect(metrics.threads == 12)
        #expect(metrics.startTime == 1_700_000_060)
        #expect(metrics.residentBytes == 512 * 4096)
    }

    @Test("this process says what memory and files it uses", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat")))
    func here() throws {
        let metrics = try #require(ProcessMetrics.current())
        #expect(metrics.residentBytes > 1_048_576)
        #expect(metrics.openFiles > 0 && metrics.maximumFiles >= metrics.openFiles)
        let page = PrometheusText.page(MetricsRegistry(), process: metrics)
        #expect(page.contains("# TYPE process_cpu_seconds_total counter\n") && page.contains("process_resident_memory_bytes "))
    }
}
