import Advice
import Domain

/// Whether forecasts do right by all zones alike: expected against observed, zone by zone, over time.
struct EquityView {
    private let picture: Picture
    private let days: LocalDays

    /// Days that one point of the series looks back on.
    private static let window = 28
    /// Expected incidents below which a zone's ratio tells nothing.
    private static let least = 20.0

    init(_ picture: Picture, days: LocalDays) {
        self.picture = picture
        self.days = days
    }

    var json: JSON {
        let last = picture.scores.last.map { days.day(of: $0.end - 1) }
        let sums = last.map { self.sums(through: $0) } ?? [:]
        let gap = Self.gap(sums)
        let text: Words
        if let gap {
            let percent = Int((gap * 100).rounded())
            text = Words(
                "Between the zones, what came over what was expected differs by at most \(percent) % over the last \(Self.window) days.",
                "D'une zone à l'autre, ce qui est venu rapporté à ce qui était attendu diffère d'au plus \(percent) % sur les \(Self.window) derniers jours."
            )
        } else {
            text = Words("Too little was forecast yet to compare zones.", "Trop peu a encore été prévu pour comparer les zones.")
        }
        return [
            "text": .words(text), "zones": .array(picture.zones.zones.map { zone(sums[$0.identifier], $0) }),
            "overTime": .array(last.map(series) ?? []),
        ]
    }

    private func zone(_ pair: [Double]?, _ zone: Zone) -> JSON {
        let ratio = pair.flatMap { $0[0] > 0 ? $0[1] / $0[0] : nil }
        let perThousand = pair.flatMap { pair in zone.population.map { pair[0] / $0 * 1_000 } }
        return [
            "id": .string(zone.identifier), "name": .string(zone.name), "expected": .optional(pair?[0]), "observed": .optional(pair?[1]),
            "ratio": .optional(ratio), "perThousand": .optional(perThousand, digits: 3),
        ]
    }

    private func sums(through day: CivilDay) -> [String: [Double]] {
        let (start, end) = (days.start(of: day.advanced(by: 1 - Self.window)), days.start(of: day.advanced(by: 1)))
        var sums: [String: [Double]] = [:]
        for score in picture.scores where score.end > start && score.end <= end {
            for (zone, pair) in score.zones {
                let held = sums[zone] ?? [0, 0]
                sums[zone] = [held[0] + pair[0], held[1] + pair[1]]
            }
        }
        return sums
    }

    private static func gap(_ sums: [String: [Double]]) -> Double? {
        let ratios = sums.values.filter { $0[0] >= least }.map { $0[1] / $0[0] }
        guard ratios.count >= 2, let most = ratios.max(), let fewest = ratios.min() else { return nil }
        return most - fewest
    }

    private func series(_ last: CivilDay) -> [JSON] {
        (0..<Self.window).reversed().compactMap { back in
            let day = last.advanced(by: -back)
            return Self.gap(sums(through: day)).map { ["day": .string(day.text), "gap": .optional($0, digits: 3)] }
        }
    }
}
