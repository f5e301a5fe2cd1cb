import Domain
import Schema
import Transport

extension MemoryFeed {
    /// Notification's journal of alerts.
    static func ofAlerts(identity: UInt8 = 5) -> MemoryFeed {
        MemoryFeed(territory: "marseille", identity: identity, types: [.alert, .watermark])
    }

    func append(_ alerts: [Alert]) { append(alerts.map { $0.encoded() }, .alert) }

    /// Appends the journal's watermark, seconds since 1970.
    func append(watermark seconds: Int64) {
        append([Watermark(time: Instant(seconds: seconds), sources: []).encoded()], .watermark)
    }
}
