public import Domain

/// What gateways said of each alert: how many devices had it, how many did not. Counts only; no device has a name here.
///
/// Idempotent: a gateway that says the same again changes nothing, one that has come further since says more, and never less. Bounded in
/// alerts and in gateways an alert.
public struct AcknowledgementBook: Sendable {
    /// Bounds of what is held.
    public struct Limits: Hashable, Sendable {
        /// Alerts held at once.
        public var alerts: Int
        /// Gateways that may acknowledge one alert.
        public var gateways: Int
        /// Seconds of event time after an alert's expiry for which it may be acknowledged.
        public var grace: Int64

        /// Limits, at least 1 each.
        public init(alerts: Int = 100_000, gateways: Int = 256, grace: Int64 = 86_400) {
            self.alerts = max(alerts, 1)
            self.gateways = max(gateways, 1)
            self.grace = max(grace, 0)
        }
    }

    /// What became of an acknowledgement.
    public enum Outcome: Hashable, Sendable {
        /// No such alert is held.
        case unknown
        /// The first of this gateway.
        case counted
        /// The gateway had acknowledged it before.
        case repeated
        /// More gateways than one alert may have: not counted.
        case tooManyGateways
    }

    /// Devices, over all gateways.
    public struct Summary: Hashable, Sendable {
        /// Gateways that acknowledged.
        public var gateways: Int
        /// What became of it at all their devices.
        public var devices: DeviceCounts
    }

    struct Entry: Hashable, Sendable {
        var forgetAt: Int64
        var gateways: [String: DeviceCounts] = [:]
    }

    let limits: Limits
    var entries: [String: Entry] = [:]
    var queue = DueQueue()
    var touched: Set<String> = []
    /// Alerts forgotten before their time because there were too many.
    public internal(set) var forgotten: UInt64 = 0

    /// An empty book.
    public init(limits: Limits = Limits()) { self.limits = limits }

    /// Alerts held.
    public var count: Int { entries.count }

    /// Expects acknowledgements of an alert that was sent. Doing so again changes nothing.
    public mutating func expect(_ alert: Alert) {
        guard entries[alert.identifier] == nil, EventTime.isUsable(alert.expires) else { return }
        while entries.count >= limits.alerts, let item = queue.pop() {
            if forget(item) { forgotten &+= 1 }
        }
        let entry = Entry(forgetAt: alert.expires + limits.grace)
        entries[alert.identifier] = entry
        touched.insert(alert.identifier)
        queue.push(DueQueue.Item(due: entry.forgetAt, key: alert.identifier))
    }

    /// Takes what a gateway says of an alert: what became of it at its devices, in all so far.
    public mutating func acknowledge(alert: String, gateway: String, devices: DeviceCounts) -> Outcome {
        guard let entry = entries[alert] else { return .unknown }
        guard let before = entry.gateways[gateway] else {
            guard entry.gateways.count < limits.gateways else { return .tooManyGateways }
            entries[alert]?.gateways[gateway] = devices
            touched.insert(alert)
            return .counted
        }
        // By how far it has come: an older message that comes late says less. A device that failed first may have it after all.
        if AcknowledgementBook.progress(devices) > AcknowledgementBook.progress(before) {
            entries[alert]?.gateways[gateway] = devices
            touched.insert(alert)
        }
        return .repeated
    }

    private static func progress(_ devices: DeviceCounts) -> (UInt64, UInt64, UInt64) {
        (devices.delivered, devices.expired.addingSaturating(devices.gone), devices.failed)
    }

    /// What is known of an alert; nil where it is not held.
    public func summary(alert: String) -> Summary? {
        entries[alert].map { entry in
            let start = Summary(gateways: entry.gateways.count, devices: DeviceCounts())
            return entry.gateways.values.reduce(into: start) { summary, count in
                summary.devices.delivered = summary.devices.delivered.addingSaturating(count.delivered)
                summary.devices.failed = summary.devices.failed.addingSaturating(count.failed)
                summary.devices.expired = summary.devices.expired.addingSaturating(count.expired)
                summary.devices.gone = summary.devices.gone.addingSaturating(count.gone)
            }
        }
    }

    /// Takes the watermark: alerts that are over are forgotten, their grace past.
    public mutating func advance(to watermark: Instant) {
        let seconds = EventTime.seconds(watermark)
        while let item = queue.first, item.due <= seconds {
            _ = queue.pop()
            _ = forget(item)
        }
    }

    private mutating func forget(_ item: DueQueue.Item) -> Bool {
        guard entries[item.key]?.forgetAt == item.due else { return false }
        entries[item.key] = nil
        touched.insert(item.key)
        return true
    }
}

extension UInt64 {
    fileprivate func addingSaturating(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
