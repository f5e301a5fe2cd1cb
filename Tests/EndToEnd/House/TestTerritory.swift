import Domain

/// A small territory around Marseille, replayed (its time moves with its data alone), and observations made by number.
enum TestTerritory {
    static let name = "testville"
    /// Sources that declare how far they have reported: a police log and a fire brigade.
    static let sources = ["police", "fire"]
    /// 2026-01-05T00:00:00Z, a Monday.
    static let start = Instant(milliseconds: 1_767_571_200_000)
    static let codes = ["theft", "noise", "brawl", "damage"]

    /// The register of a house.
    static func register(
        live: Bool = false, corrections: String = "7d", rate: Int = 20_000, forecastInterval: String = "1h"
    ) -> String {
        let entries = zip(sources, ["police-log", "fire-brigade"]).map { source, kind in
            """
                  \(source):
                    kind: \(kind)
                    controller: tests
                    purpose: showing that nothing is lost
                    legal-basis: none, no person is concerned
                    allowed-fields: [position, accuracy, code, severity, origin, text]
                    retention: 1d
                    lateness: 15m
                    watermark: declared
                    deduplication: 1h
                    corrections: \(corrections)
                    rate: \(rate)
                    categories: { theft: theft, noise: noise, brawl: brawl, damage: damage }
            """
        }
        return """
            version: "test"
            territories:
              \(name):
                name: Testville
                time-zone: Europe/Paris
                live: \(live)
                grid: { plane: european, cell-size: 200 }
                bounds: { south: 43.0, west: 5.0, north: 43.6, east: 5.8 }
                slot: 15m
                forecast-interval: \(forecastInterval)
                forecast-window: 1d
                sources:

            """ + entries.joined(separator: "\n") + "\n"
    }

    /// Observation `number` of a source: the same number is the same observation. One every `step` milliseconds of event time.
    static func observation(_ number: Int, of source: String, step: Int64 = 1_000, text: String = "") -> Observation {
        // A fixed mixing of the number spreads places as a city does: a third at a few hot places.
        let mixed = UInt64(truncatingIfNeeded: number &+ source.utf8.count) &* 0x9E37_79B9_7F4A_7C15
        let hot = mixed >> 61 < 3
        let (column, row) = (Double(mixed >> 32 & (hot ? 3 : 31)), Double(mixed >> 16 & (hot ? 3 : 31)))
        return Observation(
            observationID: "\(source)-\(number)", phenomenonStart: start.advanced(byMilliseconds: Int64(number) * step),
            offsetMinutes: 60, latitude: 43.21 + row * 0.0018, longitude: 5.31 + column * 0.0025, accuracy: 5,
            originalCode: codes[Int(mixed >> 8 & 3)], severity: .moderate, origin: .reported, text: text)
    }
}
