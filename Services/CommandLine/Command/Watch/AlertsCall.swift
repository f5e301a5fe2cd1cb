import Domain
import Schema
import Transport

/// One call to notification, with what is needed to make it.
struct AlertsCall {
    let territory: String
    let entry: TerritoryEntry?
    private let house: House

    init(_ options: DataOptions, territory named: String?) throws {
        house = options.house
        let declared = try Declared(house)
        territory = try declared.territory(named)
        try declared.require(territory)
        entry = declared.entry(of: territory)
    }

    /// The reply's bytes.
    func make(_ method: String, _ request: [UInt8]) async throws -> [UInt8] {
        let connection = try Connection(house)
        do {
            let client = try connection.client(of: "notification")
            let reply = try await client.call(method, request, deadline: .seconds(10), idempotent: true)
            await connection.close()
            return reply
        } catch let error as CallError {
            await connection.close()
            throw Failure(
                "notification of \(territory) says: \(error.message) (\(error.status.name))",
                "notification de \(territory) dit : \(error.message) (\(error.status.name))")
        }
    }
}
