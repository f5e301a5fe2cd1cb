import Domain
import Notification
import Schema
import Transport

/// The signals and forecasts of a house's own journals through a policy: exactly what notification would have heard.
struct HouseReplay {
    let house: House
    let territory: String

    /// Hears both feeds, from the first record that is held to the last one of now.
    func run(_ replay: PolicyReplay) async throws -> PolicyReplay {
        let connection = try Connection(house)
        var replay = replay
        do {
            try await follow(try connection.client(of: "correlation"), [.signal, .watermark, .register]) { record in
                switch record.type {
                case .signal: replay.hear(try Signal(decoding: record.payload))
                case .watermark: replay.advanceSignals(to: try Watermark(decoding: record.payload).time)
                case .register: replay.stand(on: try Register(decoding: record.payload).territory)
                default: break
                }
            }
            try await follow(try connection.client(of: "forecasting"), [.forecast, .watermark]) { record in
                switch record.type {
                case .forecast: replay.hear(try Forecast(decoding: record.payload))
                case .watermark: replay.advanceForecasts(to: try Watermark(decoding: record.payload).time)
                default: break
                }
            }
        } catch let error as CallError {
            await connection.close()
            throw Failure(
                "the journals of \(territory) cannot be read: \(error.message) (\(error.status.name))",
                "les journaux de \(territory) ne peuvent être lus : \(error.message) (\(error.status.name))")
        }
        await connection.close()
        return replay
    }

    private func follow(_ client: Client, _ types: [RecordType], _ take: (Record) throws -> Void) async throws {
        let request = SubscribeRequest(territory: territory, start: .beginning, types: types)
        var last: UInt64?
        for try await batch in client.subscribe(request) {
            // The end is that of the beginning: what comes meanwhile is of another replay.
            let end = last ?? batch.head
            last = end
            for record in batch.records where record.sequence <= end { try take(record) }
            if max(batch.through, batch.records.last?.sequence ?? 0) >= end { break }
        }
    }
}
