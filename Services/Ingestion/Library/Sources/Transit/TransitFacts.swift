/// What a transit feed says of one trip, reduced to what is measured.
public struct TransitTrip: Sendable, Hashable {
    /// Number of the entity in the feed, from 1.
    public var number: Int
    /// The operator's ids; empty where missing.
    public var trip = ""
    /// The operator's id of the line; empty where missing.
    public var route = ""
    /// 0 or 1; nil where missing.
    public var direction: UInt32?
    /// `yyyymmdd`; empty where missing.
    public var startDate = ""
    /// The standard's number: 0 SCHEDULED, 3 CANCELED, 7 DELETED…
    public var relationship: Int32 = 0
    /// Seconds since 1970 when it was measured; 0 where missing.
    public var timestamp: Int64 = 0
    /// The stop that comes next; empty where the trip names none.
    public var stop = ""
    /// Its place in the trip; nil where missing.
    public var sequence: UInt32?
    /// Seconds by which the trip is late there; nil where the feed does not say.
    public var delay: Int32?
    /// Seconds since 1970 when it is expected there; nil where the feed does not say.
    public var time: Int64?
    /// The last stop of the trip with a predicted time; empty where there is none.
    public var lastStop = ""
    /// Seconds since 1970 when it is expected there.
    public var lastTime: Int64?

    /// The trip of an entity; set the rest.
    public init(number: Int) { self.number = number }
}

/// What a transit feed says of one vehicle. Its label and plate are not decoded.
public struct TransitVehicle: Sendable, Hashable {
    /// Number of the entity in the feed, from 1.
    public var number: Int
    /// The operator's id, or the entity's; only ever compared, by a digest.
    public var vehicle = ""
    /// WGS 84 degrees; nil where missing.
    public var latitude: Double?
    /// WGS 84 degrees; nil where missing.
    public var longitude: Double?
    /// Only whether it is zero matters: feeds disagree on the unit.
    public var speed: Float?
    /// The standard's number: 0 INCOMING_AT, 1 STOPPED_AT, 2 IN_TRANSIT_TO.
    public var status: Int32 = 2
    /// Seconds since 1970 when it was measured; 0 where missing.
    public var timestamp: Int64 = 0

    /// The vehicle of an entity; set the rest.
    public init(number: Int) { self.number = number }
}

/// What a transit feed says of one alert. Its texts and links are not decoded.
public struct TransitAlert: Sendable, Hashable {
    /// A time in which an alert holds, seconds since 1970; nil where that side is open.
    public struct Period: Sendable, Hashable {
        /// First second.
        public var start: Int64?
        /// The second after the last.
        public var end: Int64?

        /// A period from its two sides.
        public init(start: Int64?, end: Int64?) {
            self.start = start
            self.end = end
        }
    }

    /// Stops and routes of one alert that are looked at, to find its place.
    public static let maximumSelectors = 4_096

    /// Number of the entity in the feed, from 1.
    public var number: Int
    /// The operator's id of the alert.
    public var identifier: String
    /// Empty: always.
    public var periods: [Period] = []
    /// The standard's number; 1 where unknown.
    public var cause: Int32 = 1
    /// The standard's number; 8 where unknown.
    public var effect: Int32 = 8
    /// The standard's number; 1 where unknown.
    public var severity: Int32 = 1
    /// The stops it is about.
    public var stops: [String] = []
    /// The routes it is about.
    public var routes: [String] = []

    /// The alert of an entity; set the rest.
    public init(number: Int, identifier: String) {
        self.number = number
        self.identifier = identifier
    }
}
