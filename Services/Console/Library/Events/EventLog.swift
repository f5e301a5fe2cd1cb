/// The last events that browsers may have missed. Pure and bounded.
public struct EventLog: Sendable {
    /// One event of the stream.
    public struct Event: Hashable, Sendable {
        /// Counted from 1 since the start.
        public var number: UInt64
        /// Such as `alert`.
        public var name: String
        /// JSON on one line.
        public var data: String
    }

    /// Tells this start of the console from any other: numbers begin again with each.
    public let epoch: String
    private var events: [Event] = []
    private var next: UInt64 = 1
    private let maximum: Int

    /// An empty log.
    public init(epoch: String, maximum: Int = 2_000) {
        self.epoch = epoch
        self.maximum = max(1, maximum)
    }

    /// Adds an event.
    public mutating func add(_ name: String, _ data: String) -> Event {
        let event = Event(number: next, name: name, data: data)
        next += 1
        events.append(event)
        if events.count > maximum + maximum / 4 { events.removeFirst(events.count - maximum) }
        return event
    }

    /// What came after an identifier (`EPOCH-NUMBER`); nil where that is not known any more and all must be loaded anew.
    public func after(_ identifier: String) -> [Event]? {
        guard let dash = identifier.lastIndex(of: "-"), identifier[..<dash] == epoch,
            let number = UInt64(identifier[identifier.index(after: dash)...]), number < next
        else { return nil }
        guard let first = events.first else { return number + 1 == next ? [] : nil }
        guard number + 1 >= first.number else { return nil }
        return Array(events.drop { $0.number <= number })
    }

    /// As it goes into the stream (HTML, "Server-sent events").
    public func text(_ event: Event) -> String { "id: \(epoch)-\(event.number)\nevent: \(event.name)\ndata: \(event.data)\n\n" }
}
