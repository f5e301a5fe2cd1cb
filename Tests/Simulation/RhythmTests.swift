import Domain
import Testing

@testable import Simulation

@Suite("The city has its rhythm and its places")
struct RhythmTests {
    private static let shared = Sample.incidents(of: Sample.city(incidentsPerDay: 6_000), days: 14)
    private var incidents: [Observation] { Self.shared }

    @Test("As many incidents happen as were asked for")
    func rate() {
        #expect(abs(Double(incidents.count) / 14 / 6_000 - 1) < 0.1)
    }

    @Test("A rhythm is 1 on average over a week")
    func mean() {
        for rhythm in [Rhythm.night, .evening, .working, .commuting, .daylong, .market, .seaside, .burglar] {
            var sum = 0.0
            for day in Int64(-3)..<4 { for quarter in 0..<96 { sum += rhythm.intensity(day: day, hour: Double(quarter) / 4) } }
            #expect(abs(sum / (7 * 96) - 1) < 1e-9)
        }
    }

    @Test("Noise is of the night, vending of the morning")
    func hours() {
        let noise = incidents.filter { $0.originalCode == "noise" }.map(Sample.hour)
        let vending = incidents.filter { $0.originalCode == "street-vending" }.map(Sample.hour)
        #expect(noise.filter { $0 >= 21 || $0 < 4 }.count > noise.count / 2)
        #expect(vending.filter { (8..<15).contains($0) }.count > vending.count * 7 / 10)
    }

    @Test("The night of Saturday is longer than the night of Tuesday")
    func weekdays() {
        func night(_ weekday: Int64) -> Int {
            let start = Sample.monday + weekday * Sample.day + 20 * 3_600
            return incidents.filter {
                let seconds = ($0.phenomenonStart?.seconds ?? 0) - start
                return ["noise", "brawl", "public-intoxication"].contains($0.originalCode)
                    && [seconds, seconds - Sample.week].contains { $0 >= 0 && $0 < 9 * 3_600 }
            }.count
        }
        #expect(Double(night(5)) > 1.3 * Double(night(1)))
    }

    @Test("Fights gather where people go out")
    func places() {
        let fights = incidents.filter { $0.originalCode == "brawl" }
        let julien = (latitude: 43.2937, longitude: 5.3838)
        let near = fights.filter { Ground.distance(($0.latitude ?? 0, $0.longitude ?? 0), julien) < 500 }
        #expect(Double(near.count) > 0.1 * Double(fights.count))
    }

    @Test("Everything lies in the territory, and on dry ground but for rescues at sea")
    func ground() {
        let astray = incidents.filter {
            guard let latitude = $0.latitude, let longitude = $0.longitude else { return true }
            return $0.originalCode == "drowning"
                ? !Ground.bounds.contains(latitude: latitude, longitude: longitude)
                : !Ground.holds(latitude: latitude, longitude: longitude)
        }
        #expect(astray.map { "\($0.originalCode) \($0.latitude ?? 0) \($0.longitude ?? 0)" } == [])
    }

    @Test("A mistral day brings down more trees than any other day")
    func mistral() {
        let city = Sample.city(incidentsPerDay: 20_000)
        let trees = Sample.incidents(of: city).filter { $0.originalCode == "tree-hazard" }
        let occasions = city.truth(from: Sample.monday, until: Sample.monday + Sample.week).occasions
        guard let blow = occasions.first(where: { $0.kind == "mistral" }) else { return #expect(Bool(false), "no mistral day") }
        let during = trees.filter { ($0.phenomenonStart?.seconds ?? 0) >= blow.start && ($0.phenomenonStart?.seconds ?? 0) < blow.end }
        #expect(Double(during.count) > 0.5 * Double(trees.count))
    }
}
