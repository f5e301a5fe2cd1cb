import Domain

@testable import Correlation

/// A small territory for the streaming detector: cells in a row, one category, hours.
struct StreamCity {
    var detector: StreamingDetector
    var draws: SplitMix64
    var hour: Int64

    /// Starts on a Monday at midnight UTC.
    init(
        seed: UInt64 = 1, start: Int64 = 1_767_571_200, settings: StreamingDetectorSettings = StreamingDetectorSettings(),
        clock: LocalClock = utc
    ) {
        detector = StreamingDetector(settings: settings, clock: clock)
        draws = SplitMix64(seed: seed)
        hour = start / 3_600
    }

    static let utc = LocalClock(zone: "UTC", offset: { _, _ in 0 })

    static func incident(_ cell: Int, hour: Int64, kind: SourceKind = .policeLog, quarter: Int64 = 0) -> Incident {
        Incident(
            kind: kind, category: .theft, cell: Cell(column: Int32(cell), row: 0),
            slot: TimeSlot(start: hour * 3_600 + quarter * 900, length: 900))
    }

    /// Lives through some hours: each cell at its rate, twice as much in the evening; the counts of the hour `extra` names are added.
    mutating func live(
        hours: Int, rates: [Double], silent: [SourceKind] = [], extra: [Int: [Int: Int]] = [:]
    ) -> (reports: [StreamReport], early: [StreamDetection]) {
        var (reports, early) = ([StreamReport](), [StreamDetection]())
        for passed in 0..<hours {
            for (cell, rate) in rates.enumerated() where !silent.contains(.policeLog) {
                let count = draws.poisson(rate * (hour % 24 >= 18 ? 2 : 1)) + (extra[passed]?[cell] ?? 0)
                for number in 0..<count {
                    if let found = detector.absorb(StreamCity.incident(cell, hour: hour, quarter: Int64(number % 4))) {
                        early.append(found)
                    }
                }
            }
            hour += 1
            let reported = Dictionary(uniqueKeysWithValues: silent.map { ($0, Int64(0)) })
            reports += detector.close(through: hour * 3_600, reportedThrough: reported)
        }
        return (reports, early)
    }
}
