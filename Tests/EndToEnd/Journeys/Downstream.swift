import Domain
import Schema

/// What the last three services have written, byte for byte, up to a watermark.
struct Downstream: Equatable {
    let signals: [[UInt8]]
    let forecasts: [[UInt8]]
    /// Two feeds come together in notification, and how they interleave is free: what follows from each is in order by itself.
    let alertsOfSignals: [[UInt8]]
    let alertsOfForecasts: [[UInt8]]

    init(of house: TestHouse, territory: String, until time: Instant) async throws {
        func payloads(_ service: String, _ type: RecordType) async throws -> [[UInt8]] {
            try await house.records(of: service, types: [type], until: time, territory: territory).map(\.payload)
        }
        signals = try await payloads("correlation", .signal)
        forecasts = try await payloads("forecasting", .forecast)
        let causes = Set(try signals.map { try Signal(decoding: $0).identifier })
        let alerts = try await payloads("notification", .alert)
        let isOfSignal = try alerts.map { causes.contains(try Alert(decoding: $0).cause) }
        alertsOfSignals = zip(alerts, isOfSignal).filter(\.1).map(\.0)
        alertsOfForecasts = zip(alerts, isOfSignal).filter { !$0.1 }.map(\.0)
    }
}
