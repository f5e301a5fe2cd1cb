import Domain

/// Observations of about 200 bytes on the wire, made by number: the same number gives the same observation.
struct BenchLoad: Sendable {
    static let territory = "bench"
    static let source = "bench"
    /// 2026-01-05T00:00:00Z, a Monday.
    static let start: Int64 = 1_767_571_200_000

    /// Milliseconds of event time between two observations.
    var step: Double = 0.5
    /// Event time of the first, milliseconds since 1970.
    var from = BenchLoad.start
    /// Put before every id, so that runs do not repeat each other's.
    var run = 0

    /// Text that brings an observation to 200 bytes.
    private static let note = String(repeating: "n", count: 76)

    func observation(_ number: Int) -> Observation {
        // A fixed mixing of the number spreads places as a city does: a third at a few hot places.
        let mixed = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
        let hot = mixed >> 61 < 3
        let column = hot ? Double(mixed >> 32 & 7) : Double(mixed >> 32 & 127)
        let row = hot ? Double(mixed >> 16 & 7) : Double(mixed >> 16 & 127)
        let time = Instant(milliseconds: from + Int64(Double(number) * step))
        return Observation(
            observationID: "run-\(run)-observation-\(number)", phenomenonStart: time, offsetMinutes: 60, resultTime: time,
            latitude: 43.2 + row * 0.0015, longitude: 5.3 + column * 0.002, accuracy: 5,
            originalCode: BenchLoad.codes[Int(mixed >> 8 & 3)], codeSystem: "bench", severity: .moderate, origin: .reported,
            text: BenchLoad.note)
    }

    func batch(_ index: Int, size: Int) -> [Observation] { (index * size..<(index + 1) * size).map(observation) }

    private static let codes = ["theft", "noise", "brawl", "damage"]

    /// The register that takes them.
    static func register(rate: Int, live: Bool = false) -> String {
        """
        version: "bench"
        territories:
          \(territory):
            name: Bench
            time-zone: Europe/Paris
            live: \(live)
            grid: { plane: european, cell-size: 200 }
            bounds: { south: 43.0, west: 5.0, north: 43.6, east: 5.8 }
            slot: 15m
            forecast-interval: 1d
            sources:
              \(source):
                kind: police-log
                controller: benchmark
                purpose: measuring
                legal-basis: none, no person is concerned
                allowed-fields: [position, accuracy, code, severity, origin, text]
                lateness: 15m
                deduplication: 1m
                corrections: 0s
                rate: \(rate)
                categories: { theft: theft, noise: noise, brawl: brawl, damage: damage }
        """
    }
}
