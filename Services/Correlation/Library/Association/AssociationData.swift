/// What associations are sought in: events of categories and values of readings, on the wall clock.
public struct AssociationData: Sendable {
    /// Events of one category.
    public struct Events: Sendable {
        /// Of the category.
        public var name: String
        /// Wall-clock seconds.
        public var seconds: [Int64] = []
        /// Metres; empty where positions do not matter.
        public var easts: [Double] = []
        /// Metres.
        public var norths: [Double] = []

        /// No events yet.
        public init(name: String) { self.name = name }
    }

    /// Values of one reading.
    public struct Readings: Sendable {
        /// Of what is measured.
        public var name: String
        /// Wall-clock seconds.
        public var seconds: [Int64] = []
        /// One a second given.
        public var values: [Double] = []

        /// No values yet.
        public init(name: String) { self.name = name }
    }

    /// By category.
    public var events: [Events]
    /// By what is measured.
    public var readings: [Readings]

    /// Events and readings.
    public init(events: [Events], readings: [Readings] = []) {
        self.events = events
        self.readings = readings
    }

    /// The same in order of time and place: sums of many numbers depend on their order in the last digits.
    var inOrder: AssociationData {
        var copy = self
        for index in copy.events.indices {
            let events = copy.events[index]
            let placed = events.easts.count == events.seconds.count && events.norths.count == events.seconds.count
            let order = events.seconds.indices.sorted { left, right in
                if events.seconds[left] != events.seconds[right] || !placed { return events.seconds[left] < events.seconds[right] }
                return (events.easts[left], events.norths[left]) < (events.easts[right], events.norths[right])
            }
            copy.events[index].seconds = order.map { events.seconds[$0] }
            copy.events[index].easts = placed ? order.map { events.easts[$0] } : []
            copy.events[index].norths = placed ? order.map { events.norths[$0] } : []
        }
        for index in copy.readings.indices {
            let readings = copy.readings[index]
            let order = readings.seconds.indices.sorted {
                (readings.seconds[$0], readings.values[$0]) < (readings.seconds[$1], readings.values[$1])
            }
            copy.readings[index].seconds = order.map { readings.seconds[$0] }
            copy.readings[index].values = order.map { readings.values[$0] }
        }
        return copy
    }
}
