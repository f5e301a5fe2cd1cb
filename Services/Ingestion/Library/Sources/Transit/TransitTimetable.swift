import Domain

/// What a GTFS timetable says that a realtime feed leaves out: where stops and routes are, and when a trip should be where.
public struct TransitTimetable: Sendable {
    /// Rows of stop_times.txt that are held: more than any French network has.
    public static let maximumStopTimes = 20_000_000

    /// One planned stop of a trip.
    struct Call: Sendable {
        /// Seconds after "noon minus twelve hours" of the service day (GTFS reference, field type Time): past 24:00:00 for the night after.
        var seconds: Int32
        var stop: UInt32
        var sequence: UInt32
    }

    /// Places of the stops.
    public internal(set) var places = PlaceTable.empty
    var zone: ZoneTable?
    var stopNumbers: [String: UInt32] = [:]
    var stopNames: [String] = []
    var tripNumbers: [String: UInt32] = [:]
    /// Of each trip.
    var tripRoutes: [UInt32] = []
    var routeNumbers: [String: UInt32] = [:]
    /// In order of trip, then sequence.
    var calls: [Call] = []
    /// Of each trip, in `calls`.
    var tripCalls: [Range<Int>] = []
    /// Of each route: the middle stop of one of its trips.
    var routePlaces: [UInt32: PlaceTable.Place] = [:]

    /// Trips that have times.
    public var tripCount: Int { tripNumbers.count }
    /// Routes.
    public var routeCount: Int { routeNumbers.count }
    /// Planned stops of all trips.
    public var stopTimeCount: Int { calls.count }

    /// The middle of a route; nil where it is not known.
    func place(ofRoute route: String) -> PlaceTable.Place? { routeNumbers[route].flatMap { routePlaces[$0] } }

    /// Seconds by which a trip is late at its next stop; nil where the timetable does not know the trip or the stop.
    func delay(of trip: TransitTrip) -> Int64? {
        guard let expected = trip.time, let number = tripNumbers[trip.trip], let zone else { return nil }
        let range = tripCalls[Int(number)]
        let stop = stopNumbers[trip.stop]
        let call = calls[range].first { call in
            if let sequence = trip.sequence { return call.sequence == sequence }
            return call.stop == stop
        }
        guard let call else { return nil }
        if let day = ServiceDay(trip.startDate) { return expected - day.start(in: zone) - Int64(call.seconds) }
        // Without a date: the service day that makes the trip least early or late.
        let local = expected + Int64(zone.offsetMinutes(at: expected)) * 60
        let today = local / 86_400
        let candidates = [today - 1, today].map { expected - ServiceDay(days: $0).start(in: zone) - Int64(call.seconds) }
        return candidates.min { abs($0) < abs($1) }
    }
}

/// A day of service, whose times are counted from noon minus twelve hours: midnight, save where summer time begins or ends that day.
struct ServiceDay: Hashable, Sendable {
    /// Days since 1970.
    let days: Int64

    init(days: Int64) { self.days = days }

    /// `yyyymmdd`; nil where it is none.
    init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 8, digits.allSatisfy({ $0 &- 48 < 10 }), let number = Int(text) else { return nil }
        let civil = CivilTime(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        guard civil.exists else { return nil }
        days = CivilTime.days(year: civil.year, month: civil.month, day: civil.day)
    }

    /// Seconds since 1970.
    func start(in zone: ZoneTable) -> Int64 {
        let noon = days * 86_400 + 43_200
        switch zone.reading(ofLocal: noon) {
        case .once(let seconds, _): return seconds - 43_200
        case .twice(let earlier, _, _, _): return earlier - 43_200
        case .never: return noon - Int64(zone.offsetMinutes(at: noon)) * 60 - 43_200
        }
    }
}
