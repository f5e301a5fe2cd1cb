import Foundation
import Simulation

/// How far a simulated city was pushed into a data folder, so that the next start goes on from there.
struct SimulationMark: Codable {
    /// Of the city: another seed or rate is another city.
    var city: String
    /// Everything that arrives before this is pushed, seconds since 1970.
    var pushedUntil: Int64

    static func read(_ house: House) -> SimulationMark? {
        guard let data = FileManager.default.contents(atPath: house.simulation) else { return nil }
        return try? JSONDecoder().decode(SimulationMark.self, from: data)
    }

    func write(_ house: House) throws {
        try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: house.simulation), options: .atomic)
    }
}
