import Domain
import Correlation

/// A small seeded city: events of a few busy and many quiet cells, on days of their own.
struct ScanCity {
    struct Event: Hashable {
        var column: Int32
        var row: Int32
        var day: Int32
    }

    static let lastDay: Int32 = 20_000

    var events: [Event]

    /// So many events over a square of cells and the days up to the last; place and day are independent, so nothing is a cluster.
    init(seed: UInt64, events count: Int, width: Int32 = 9, days: Int32 = 20) {
        var draws = ScanDraws(seed: seed)
        events = (0..<count).map { _ in
            // The square of a uniform number crowds the low columns and rows.
            let (across, up) = (draws.unit(), draws.unit())
            return Event(
                column: Int32(across * across * Double(width)) - width / 2, row: Int32(up * up * Double(width)) - width / 2,
                day: ScanCity.lastDay - Int32(draws.below(Int(days))))
        }
    }

    /// A burst: so many events more in a cell on the last days.
    mutating func plant(_ count: Int, column: Int32, row: Int32, days: Int32 = 1) {
        for index in 0..<count {
            events.append(Event(column: column + Int32(index % 2), row: row, day: ScanCity.lastDay - Int32(index) % days))
        }
    }

    var cases: ScanCases {
        var cases = ScanCases()
        for event in events { cases.append(column: event.column, row: event.row, day: event.day) }
        return cases
    }

    func scan(_ settings: ScanSettings) throws -> SpaceTimeScan {
        try SpaceTimeScan(cases, lastDay: ScanCity.lastDay, settings: settings)
    }
}

/// SplitMix64 numbers for the tests, of another kind than those the scan draws (xorshift64*, Vigna 2016).
struct ScanDraws: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
