import Domain

@testable import Simulation

/// Stretches of cities that several tests look at.
enum Sample {
    /// Monday 1 June 2026, 00:00 in Marseille.
    static let monday: Int64 = 1_780_264_800
    static let day: Int64 = 86_400
    static let week = 7 * day

    static func city(
        seed: UInt64 = 7, incidentsPerDay: Double = 1_200, corrections: Double = 0.01, duplicates: Double = 0.005
    ) -> SimulatedCity {
        SimulatedCity(
            CityConfiguration(seed: seed, incidentsPerDay: incidentsPerDay, corrections: corrections, duplicates: duplicates))
    }

    /// First reports of incidents of a stretch: no measure, no plan, no correction.
    static func incidents(of city: SimulatedCity, from start: Int64 = monday, days: Int64 = 7) -> [Observation] {
        city.stream(from: start, until: start + days * day).map(\.observation).filter {
            $0.operation == .create && Category(code: $0.originalCode)?.use != .reading
        }
    }

    static func hour(of observation: Observation) -> Int {
        Int(LocalClock.local(at: observation.phenomenonStart?.seconds ?? 0).hour)
    }
}
