import Foundation

/// What `quietude up` writes into the data folder while it runs, so that other commands find the services.
struct RunningHouse: Codable, Sendable {
    /// Of `quietude up`.
    var process: Int32
    var portBase: Int
    /// Process of each service by name.
    var services: [String: Int32]

    static func read(_ house: House) -> RunningHouse? {
        guard let data = FileManager.default.contents(atPath: house.running) else { return nil }
        return try? JSONDecoder().decode(RunningHouse.self, from: data)
    }

    func write(_ house: House) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(self).write(to: URL(fileURLWithPath: house.running), options: .atomic)
    }

    static func remove(_ house: House) { try? FileManager.default.removeItem(atPath: house.running) }
}
