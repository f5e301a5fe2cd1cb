import Domain
import Schema
import Transport

extension TestHouse {
    /// Waits until the watermark that a service has written reaches a time: it has then dealt with all that came before.
    func waitForWatermark(
        _ time: Instant, of service: String, territory: String = TestTerritory.name, within limit: Duration = .seconds(120)
    ) async throws {
        _ = try await records(of: service, types: [.watermark], until: time, territory: territory, within: limit)
    }

    /// The records of a service's feed, from the first up to the watermark that reaches a time.
    ///
    /// - Parameters:
    ///   - types: those wanted; watermarks are read too, and given out only where they are among them.
    ///   - reader: whose key is used.
    func records(
        of service: String, types: Set<RecordType>, until time: Instant, territory: String = TestTerritory.name,
        as reader: String = "operator", within limit: Duration = .seconds(120)
    ) async throws -> [Record] {
        let client = try client(of: service, as: reader)
        let request = SubscribeRequest(territory: territory, start: .beginning, types: Array(types.union([.watermark])))
        defer { Task { await client.close() } }
        do {
            return try await within(limit, "the watermark \(time) of \(service)") {
                while true {
                    do { return try await Self.read(client.subscribe(request), types: types, until: time) } catch let error as CallError {
                        // No record of the territory has come down yet.
                        guard error.status == .notFound else { throw error }
                        try await Task.sleep(for: .milliseconds(20))
                    }
                }
            }
        } catch let error as HouseError {
            let health = try? await health(of: service)
            throw HouseError("\(error); \(service) is \(health.map { "\($0)" } ?? "away"); its log ends with:\n\(logTail(of: service))")
        }
    }

    private static func read(_ feed: Subscription, types: Set<RecordType>, until time: Instant) async throws -> [Record] {
        var found: [Record] = []
        for try await batch in feed {
            for record in batch.records {
                if types.contains(record.type) { found.append(record) }
                if record.type == .watermark, try Watermark(decoding: record.payload).time >= time { return found }
            }
        }
        throw CancellationError()
    }
}
