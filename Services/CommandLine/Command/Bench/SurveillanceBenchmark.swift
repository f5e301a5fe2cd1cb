import Correlation
import Domain

/// The figures of series surveillance: Farrington evaluations, streaming incidents.
struct SurveillanceBenchmark {
    private static let goals: [(String, Double)] = [("farrington_per_second", 100_000), ("stream_incidents_per_second", 1_000_000)]

    /// One core; each run about half a second.
    static func figures(runs: Int) throws -> JSON {
        let benchmark = SurveillanceBenchmark()
        var rows: [(key: String, value: JSON)] = []
        for (name, mean, years) in [
            ("farrington", 4.0, 3), ("farrington_busy", 60.0, 3), ("farrington_sparse", 0.8, 3), ("farrington_short", 4.0, 1),
        ] {
            rows.append((name + "_per_second", try benchmark.farrington(mean: mean, years: years, runs: runs).json))
        }
        rows.append(("farrington_monitor_per_second", try benchmark.monitor(runs: runs).json))
        let stream = benchmark.stream(runs: runs)
        rows.append(("stream_incidents_per_second", stream.whole.json))
        rows.append(("stream_absorbing_only_per_second", stream.absorbing.json))
        rows.append(("stream_series", .whole(stream.series)))
        rows.append(("goals", .object(goals.map { (key: $0.0, value: .number($0.1)) })))
        return .object(rows)
    }

    /// Weekly counts with a season, a trend and an outbreak now and then.
    private func series(mean: Double, weeks: Int) -> [Double?] {
        var draws = SplitMix64(seed: 42)
        return (0..<weeks).map { week in
            let season = 1 + 0.5 * Double(abs(week % 52 - 26)) / 26
            let outbreak = week % 71 < 3 ? 3.0 : 1
            return Double(draws.poisson(mean * season * outbreak * (1 + Double(week) / 1_000)))
        }
    }

    private func farrington(mean: Double, years: Int, runs: Int) throws -> Spread {
        let counts = series(mean: mean, weeks: 700)
        var method = try Farrington(FarringtonSettings(years: years))
        let first = method.firstIndex
        return measure(runs: runs) {
            let points = method.evaluate(counts, from: first)
            // Only points that were really evaluated count.
            return points.count { $0.upper != nil }
        }
    }

    private func monitor(runs: Int) throws -> Spread {
        let counts = series(mean: 4, weeks: 700)
        return measure(runs: runs) {
            guard var monitor = try? FarringtonMonitor() else { return 0 }
            return counts.count { monitor.append($0).upper != nil }
        }
    }

    /// A city of 6,000 series over six weeks, 2,000 incidents an hour; closing the hours and judging them included.
    private func stream(runs: Int) -> (whole: Spread, absorbing: Spread, series: Int) {
        var draws = SplitMix64(seed: 7)
        let (hours, perHour) = (24 * 42, 1_000)
        let categories: [Domain.Category] = [.theft, .burglary]
        var incidents: [Incident] = []
        incidents.reserveCapacity(hours * perHour)
        for hour in 0..<hours {
            for _ in 0..<perHour {
                let place = draws.unit()
                let number = Int(3_000 * place * place)
                incidents.append(
                    Incident(
                        kind: .policeLog, category: categories[Int(draws.next() & 1)],
                        cell: Cell(column: Int32(number % 64), row: Int32(number / 64)),
                        slot: TimeSlot(start: Int64(hour) * 3_600 + Int64(draws.next() & 3) * 900, length: 900)))
            }
        }
        let clock = ContinuousClock()
        var (whole, absorbing, series) = ([Double](), [Double](), 0)
        for _ in 0..<runs {
            var detector = StreamingDetector(clock: LocalClock(zone: "UTC", offset: { _, _ in 0 }))
            let start = clock.now
            var spent = Duration.zero
            for hour in 0..<hours {
                let before = clock.now
                for index in hour * perHour..<(hour + 1) * perHour { _ = detector.absorb(incidents[index]) }
                spent += clock.now - before
                _ = detector.close(through: Int64(hour + 1) * 3_600)
            }
            whole.append(Double(incidents.count) / (clock.now - start).inSeconds)
            absorbing.append(Double(incidents.count) / spent.inSeconds)
            series = detector.seriesCount
        }
        return (Spread(whole), Spread(absorbing), series)
    }

    /// So many a second, over half a second a run.
    private func measure(runs: Int, _ work: () -> Int) -> Spread {
        let clock = ContinuousClock()
        _ = work()
        return Spread(
            (0..<runs).map { _ in
                var done = 0
                let start = clock.now
                while clock.now - start < .milliseconds(500) { done += work() }
                return Double(done) / (clock.now - start).inSeconds
            })
    }
}
